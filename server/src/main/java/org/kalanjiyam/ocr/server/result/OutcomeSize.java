package org.kalanjiyam.ocr.server.result;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.kalanjiyam.ocr.work.WorkQueues;

/** Looks at how large a message is before it is read into memory. */
final class OutcomeSize {
  /** Up to four bytes a letter. */
  private static final long MOST_BYTES = 4L * WorkQueues.LARGEST_OUTCOME;

  private OutcomeSize() {}

  static boolean isTooLarge(Message message) throws JMSException {
    return message instanceof ActiveMQMessage known && size(known.getCoreMessage()) > MOST_BYTES;
  }

  private static long size(ClientMessage message) {
    return message.getBodySize();
  }
}
