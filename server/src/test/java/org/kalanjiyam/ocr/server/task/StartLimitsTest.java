package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.StartResult.AtLimit;
import org.kalanjiyam.ocr.server.task.StartResult.NotAllowed;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class StartLimitsTest extends ServerFixture {
  @Autowired TaskTable table;
  @Autowired PlannedPages pages;
  @Autowired TaskSteps steps;
  @Autowired EngineCatalogue engines;
  @Autowired Audit audit;
  @Autowired TransactionTemplate transaction;
  @Autowired Projects projects;
  @Autowired Tasks tasks;

  Books books;
  Person meena;

  @BeforeEach
  void people() {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
  }

  @Test
  void fiftyStartsAtOnceDoNotPassThePersonsLimit() throws Exception {
    TaskStart start = start(new StartLimits(jdbc, new StartLimitProperties(1000, 1000, 7, 1000)));

    List<StartResult> results = atOnce(start, meena);

    assertThat(results).filteredOn(Started.class::isInstance).hasSize(7);
    assertThat(results).filteredOn(AtLimit.class::isInstance).hasSize(43);
    assertThat(tasks.active(null, 100)).hasSize(7);
  }

  @Test
  void fiftyStartsAtOnceDoNotPassTheSitesLimitOfPages() throws Exception {
    TaskStart start = start(new StartLimits(jdbc, new StartLimitProperties(1000, 30, 1000, 1000)));

    List<StartResult> results = atOnce(start, meena);

    assertThat(results).filteredOn(Started.class::isInstance).as("of 3 pages each").hasSize(10);
  }

  @Test
  void theAnswerAtTheLimitSaysWhatToDoAndOthersMayStillStart() {
    TaskStart start = start(new StartLimits(jdbc, new StartLimitProperties(10, 100, 1, 4)));
    Project book = books.book("kural", 3, meena);
    Task first = ((Started) start.start(book, request(Priority.NORMAL), meena)).task();

    Project other = books.book("manimekalai", 3, meena);
    assertThat(start.start(other, request(Priority.NORMAL), meena))
        .isInstanceOfSatisfying(
            AtLimit.class,
            limit -> {
              assertThat(limit.setting()).isEqualTo("kalanjiyam.limits.tasks-per-person");
              assertThat(limit.most()).isEqualTo(1);
              assertThat(limit.reason()).contains("You have 1 task in progress", "cancel one");
            });
    Person arjun = books.person("arjun", Role.EDITOR);
    assertThat(start.start(other, request(Priority.NORMAL), arjun)).isInstanceOf(Started.class);

    tasks.cancel(first.id(), meena);
    Project large = books.book("large", 5, meena);
    assertThat(start.start(large, request(Priority.NORMAL), meena))
        .isInstanceOfSatisfying(
            AtLimit.class,
            limit -> assertThat(limit.reason()).contains("0 pages waiting", "fewer pages"));
    assertThat(start.start(book, request(Priority.NORMAL), meena)).isInstanceOf(Started.class);
  }

  @Test
  void highPriorityIsForAdministrators() {
    TaskStart start = start(new StartLimits(jdbc, new StartLimitProperties(10, 100, 10, 100)));
    Project book = books.book("kural", 3, meena);

    assertThat(start.start(book, request(Priority.HIGH), meena)).isInstanceOf(NotAllowed.class);
    assertThat(tasks.activeOf(book)).isEmpty();
    Person admin = books.person("devi", Role.ADMIN);
    Task high = ((Started) start.start(book, request(Priority.HIGH), admin)).task();
    tasks.cancel(high.id(), admin);
    Task ended = tasks.find(high.id()).orElseThrow();
    Task retry = ((Started) start.retry(book, ended, Scope.ALL, null, meena)).task();
    assertThat(retry.priority()).as("of somebody else's retry").isEqualTo(Priority.NORMAL);
  }

  private List<StartResult> atOnce(TaskStart start, Person by) throws Exception {
    List<Callable<StartResult>> starts =
        IntStream.range(0, 50)
            .mapToObj(i -> books.book("book-" + i, 3, by))
            .<Callable<StartResult>>map(
                book -> () -> start.start(book, request(Priority.NORMAL), by))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(starts).stream().map(Future::resultNow).toList();
    }
  }

  private TaskStart start(StartLimits limits) {
    return new TaskStart(
        table, pages, steps, engines, limits, audit, transaction, java.util.UUID::randomUUID);
  }

  private static StartRequest request(Priority priority) {
    return new StartRequest(StandInProvider.NAME, "eng", Scope.UNEDITED, null, priority, null);
  }
}
