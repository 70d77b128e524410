package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A page's ticket must not be committed before the broker has the page: it would wait for ever. */
class PageSenderTest extends ServerFixture {
  @Autowired PageSender sender;
  @Autowired PlatformTransactionManager transactions;
  @Autowired JmsTemplate jms;
  @Autowired TaskStart start;
  @Autowired Projects projects;

  @Test
  void theBrokerHasThePagesBeforeTheCallersTransactionCommits() {
    var books = new Books(jdbc, projects);
    var meena = books.person("meena", Role.EDITOR);
    var request = StartRequest.unedited("scripted", "eng");
    Task task = ((Started) start.start(books.book("book", 2, meena), request, meena)).task();

    var sql = new TransactionTemplate(transactions);
    sql.executeWithoutResult(
        status -> {
          sender.send("scripted", List.of(handout(task, 1, 4711), handout(task, 2, 4712)));
          assertThat(waiting(4711)).as("page 1, while the transaction is open").isTrue();
          assertThat(waiting(4712)).as("page 2, while the transaction is open").isTrue();
          status.setRollbackOnly();
        });
  }

  private static Handout handout(Task task, int page, long ticket) {
    return new Handout(task, page, page, 0, ticket, 1, "hash", 300);
  }

  /**
   * Whether the broker has the page of that ticket: asked by another thread, which has no part in
   * the transaction. The site's own dispatch sends this task's pages too, with tickets of its own.
   */
  private boolean waiting(long ticket) {
    return CompletableFuture.supplyAsync(
            () ->
                jms.browse(
                    WorkQueues.pages("scripted"),
                    (session, browser) -> {
                      for (Object message : Collections.list(browser.getEnumeration())) {
                        String job = ((Message) message).getBody(String.class);
                        if (WorkCodec.read(job, PageJob.class).ticket() == ticket) {
                          return true;
                        }
                      }
                      return false;
                    }))
        .thenApply(Objects::requireNonNull)
        .join();
  }
}
