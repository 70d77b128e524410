package org.kalanjiyam.ocr.server.dispatch;

import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends pages to the durable queue of their engine, all of a call in one JMS transaction: text
 * messages of {@link PageJob} as JSON.
 */
@Component
class PageSender {
  private final JmsTemplate jms;
  private final SignedAddresses addresses;
  private final EngineLimits limits;
  private final Drafts drafts;
  private final Clock clock;

  /** Sent before the caller's SQL transaction commits, not with it: see {@link #send}. */
  private final TransactionTemplate apart;

  PageSender(
      ConnectionFactory connections,
      SignedAddresses addresses,
      EngineLimits limits,
      Drafts drafts,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    this.jms = new JmsTemplate(connections);
    this.jms.setSessionTransacted(true);
    this.addresses = addresses;
    this.limits = limits;
    this.drafts = drafts;
    this.clock = clock;
  }

  /**
   * Sends the pages; returns once the broker has them. A page that was sent though its ticket is
   * not committed does no harm; one whose ticket is committed but that was never sent would wait.
   */
  void send(String engine, List<Handout> pages) {
    apart.executeWithoutResult(status -> sendNow(engine, pages));
  }

  private void sendNow(String engine, List<Handout> pages) {
    Map<Long, String> texts = textsToCorrect(pages);
    jms.execute(
        (session, producer) -> {
          var queue = session.createQueue(WorkQueues.pages(engine));
          for (Handout page : pages) {
            var message = session.createTextMessage(WorkCodec.write(job(page, texts)));
            message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
            producer.send(queue, message);
          }
          return null;
        });
  }

  private Map<Long, String> textsToCorrect(List<Handout> pages) {
    List<Handout> some = pages.stream().filter(PageSender::isToCorrect).toList();
    return some.isEmpty() ? Map.of() : drafts.of(some);
  }

  private static boolean isToCorrect(Handout page) {
    return page.task().purpose() == TaskPurpose.SUGGESTION;
  }

  private PageJob job(Handout page, Map<Long, String> texts) {
    Task task = page.task();
    return new PageJob(
        WorkCodec.VERSION,
        task.id(),
        page.page(),
        page.ticket(),
        page.attempt(),
        page.hash(),
        page.dpi(),
        task.engine(),
        task.language(),
        task.parameters(),
        addresses.ofPage(task.id(), page.page(), page.ticket()),
        limits.seconds(task.engine()),
        clock.instant(),
        isToCorrect(page) ? texts.get(page.pageId()) : null);
  }
}
