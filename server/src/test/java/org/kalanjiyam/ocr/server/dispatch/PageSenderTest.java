package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

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
          int before = waiting();
          sender.send("scripted", List.of(handout(task, 1), handout(task, 2)));
          assertThat(waiting()).as("while the transaction is open").isEqualTo(before + 2);
          status.setRollbackOnly();
        });
  }

  private static Handout handout(Task task, int page) {
    return new Handout(task, page, page, page, 1, "hash", 300);
  }

  /** Asked by another thread, which has no part in the transaction. */
  private int waiting() {
    return CompletableFuture.supplyAsync(
            () ->
                jms.browse(
                    WorkQueues.pages("scripted"),
                    (session, browser) -> Collections.list(browser.getEnumeration()).size()))
        .thenApply(Objects::requireNonNull)
        .join();
  }
}
