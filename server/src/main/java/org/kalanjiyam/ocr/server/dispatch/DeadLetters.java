package org.kalanjiyam.ocr.server.dispatch;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import java.util.Enumeration;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/**
 * Messages that could not be dealt with, however often they came: they wait at {@link
 * WorkQueues#DEAD} for somebody to look at. Thread-safe.
 */
@Component
public class DeadLetters {
  /** Counted no further. */
  private static final int MOST = 1000;

  private final JmsTemplate jms;

  DeadLetters(ConnectionFactory connections) {
    this.jms = new JmsTemplate(connections);
  }

  /** How many there are; 0 too while the broker cannot be asked. */
  public int count() {
    try {
      Integer found =
          jms.browse(
              WorkQueues.DEAD,
              (session, browser) -> {
                int messages = 0;
                Enumeration<?> all = browser.getEnumeration();
                while (all.hasMoreElements() && messages < MOST) {
                  if (all.nextElement() instanceof Message) {
                    messages++;
                  }
                }
                return messages;
              });
      return found == null ? 0 : found;
    } catch (JmsException e) {
      return 0;
    }
  }
}
