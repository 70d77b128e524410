package org.kalanjiyam.ocr.server.platform;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.kalanjiyam.ocr.work.WorkQueues;

/** Refuses messages that are larger than any outcome, before they reach a queue. */
final class MessageSizeLimit implements ActiveMQServerMessagePlugin {
  /** Up to four bytes a letter. */
  private static final long MOST_BYTES = 4L * WorkQueues.LARGEST_OUTCOME;

  @Override
  public void beforeSend(
      ServerSession session,
      Transaction transaction,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue)
      throws ActiveMQException {
    if (message.getWholeMessageSize() > MOST_BYTES) {
      throw new ActiveMQIllegalStateException(
          "A message of more than " + MOST_BYTES + " bytes is not taken");
    }
  }
}
