package org.kalanjiyam.ocr.worker;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Duration;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of servers of another release. They are never taken, so that they wait for workers of their
 * own release; an idle worker looks for them now and then and says so. Thread-safe.
 */
final class ForeignPages {
  /** Selects the pages that this release understands. */
  static final String NOT_FOREIGN = WorkQueues.VERSION_PROPERTY + " = " + WorkCodec.VERSION;

  private static final String FOREIGN =
      "%1$s IS NULL OR %1$s <> %2$d".formatted(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(ForeignPages.class);

  private long nextLook = System.nanoTime();

  /** Warns of foreign pages in a queue, at most once a minute. */
  void look(Session session, Queue queue) throws JMSException {
    synchronized (this) {
      if (System.nanoTime() - nextLook < 0) {
        return;
      }
      nextLook = System.nanoTime() + PAUSE.toNanos();
    }
    try (QueueBrowser browser = session.createBrowser(queue, FOREIGN)) {
      if (browser.getEnumeration().hasMoreElements()) {
        log.error(
            "Pages wait that a server of another release sent: this worker does not understand"
                + " them (it speaks format {}). Install the same release everywhere",
            WorkCodec.VERSION);
      }
    }
  }
}
