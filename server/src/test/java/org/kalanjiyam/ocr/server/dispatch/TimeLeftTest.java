package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.TaskWork;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class TimeLeftTest extends ServerFixture {
  private static final Duration PAGE = Duration.ofSeconds(2);

  @Autowired Estimates estimates;
  @Autowired TaskWork work;
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired Projects projects;
  @Autowired Workers workers;
  @Autowired Dispatcher dispatcher;
  @Autowired PageSpeeds speeds;
  @Autowired PageFlow flow;
  @Autowired TransactionTemplate transaction;

  Books books;
  Person meena;
  Shift shift;

  @BeforeEach
  void people() {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    clock.set(clock.instant());
    speeds.forget();
    estimates.forgetAll();
    shift = new Shift(2, workers, dispatcher, flow, transaction, jdbc, clock);
  }

  @AfterEach
  void leave() {
    shift.leave();
  }

  @Test
  void nothingIsSaidBeforeItMeansSomethingThenARangeAroundTheTruth() {
    Task task = started("kural", 40, meena);
    shift.announce();
    assertThat(estimate(task).seconds()).as("no page read yet").isNull();

    rounds(4);

    Estimate estimate = estimate(task);
    assertThat(estimate.seconds()).as("32 pages of 2 s in 2 slots").isBetween(31L, 33L);
    assertThat(estimate.low()).isBetween(15L, 31L);
    assertThat(estimate.high()).isBetween(33L, 60L);
    assertThat(estimate.pagesPerMinute()).isBetween(55.0, 75.0);
  }

  @Test
  void anotherPersonsTaskTakesHalfTheSlots() {
    Task task = started("kural", 40, meena);
    shift.announce();
    rounds(4);
    started("manimekalai", 400, books.person("arjun", Role.EDITOR));
    shift.announce();
    rounds(4);

    Task now = tasks.find(task.id()).orElseThrow();
    int left = now.counts().queued() + now.counts().active();
    assertThat(estimate(now).seconds())
        .as("one slot for %d pages", left)
        .isBetween(left * 2L - 4, left * 2L + 4);
  }

  @Test
  void aNewTaskIsToldFromThoseBefore() {
    Task before = started("kural", 20, meena);
    shift.announce();
    rounds(10);
    assertThat(tasks.find(before.id()).orElseThrow().active()).isFalse();
    assertThat(estimates.of(tasks.find(before.id()).orElseThrow()).seconds()).isNull();

    Task next = started("manimekalai", 30, meena);
    assertThat(estimate(next).seconds()).as("30 pages of 2 s in 2 slots").isEqualTo(30);
  }

  @Test
  void aSiteWhereAllPagesAreAlikeTellsNarrowerRangesWithEachBook() {
    List<Long> widths = new ArrayList<>();
    for (int book = 0; book < 12; book++) {
      Task task = started("book-" + book, 24, meena);
      shift.announce();
      for (int round = 1; round <= 12; round++) {
        rounds(1);
        Estimate told = estimate(task);
        if (round == 4) {
          widths.add(told.high() - told.low());
        }
      }
      assertThat(tasks.find(task.id()).orElseThrow().active()).isFalse();
    }
    assertThat(widths.getLast()).as("of %s", widths).isLessThan(widths.getFirst() * 3 / 4);
  }

  @Test
  void noTimeIsToldForATaskThatIsPausedOrStalledOrHasNoWorker() {
    Task task = started("kural", 40, meena);
    shift.announce();
    rounds(4);

    tasks.pause(task.id(), meena);
    assertThat(estimate(task).seconds()).isNull();
    tasks.resume(task.id(), meena);
    shift.announce();
    assertThat(estimate(task).seconds()).isNotNull();

    clock.advance(Duration.ofMinutes(4));
    Estimate stalled = estimate(task);
    assertThat(stalled.seconds()).isNull();
    assertThat(stalled.stall()).isNotNull();
    assertThat(stalled.stall().silent()).isEqualTo(Duration.ofMinutes(4));
    assertThat(stalled.stall().usual()).isBetween(Duration.ofMillis(800), Duration.ofSeconds(2));

    rounds(1);
    assertThat(estimate(task).seconds()).isNotNull();
    shift.leave();
    assertThat(estimate(task).seconds()).as("no slot works").isNull();
  }

  @Test
  void anEstimateReadsJustTheNewPagesHoweverLargeTheBook() {
    Task task = started("kural", 2000, meena);
    shift.announce();
    rounds(40);
    jdbc.sql("analyze task, task_page").update();
    estimate(task);
    rounds(1);

    Task now = tasks.find(task.id()).orElseThrow();
    long version = now.version() - 1;
    assertThat(rowsReadBy(() -> work.of(now.id(), version, 64)))
        .as("the task, the page that has ended")
        .isBetween(1L, 4L);
    assertThat(rowsReadBy(() -> estimates.of(now))).as("the newest page").isLessThanOrEqualTo(4);
    assertThat(rowsReadBy(() -> estimates.of(now))).as("it has looked already").isZero();
    assertThat(rowsReadBy(() -> estimate(task))).as("after a restart").isLessThan(200);
  }

  /** Rows of tasks and their pages that the database reads for something. */
  private long rowsReadBy(Runnable something) {
    return transaction.execute(
        status -> {
          long before = rowsRead();
          something.run();
          return rowsRead() - before;
        });
  }

  private long rowsRead() {
    return jdbc.sql(
            """
            select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))
            from pg_stat_xact_user_tables where relname in ('task', 'task_page')
            """)
        .query(Long.class)
        .single();
  }

  private void rounds(int number) {
    for (int i = 0; i < number; i++) {
      shift.round(PAGE);
    }
  }

  private Estimate estimate(Task task) {
    estimates.forget();
    return estimates.of(tasks.find(task.id()).orElseThrow());
  }

  private Task started(String slug, int pages, Person by) {
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    return ((Started) start.start(books.book(slug, pages, by), request, by)).task();
  }
}
