package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartResult.AlreadyActive;
import org.kalanjiyam.ocr.server.task.StartResult.NothingToDo;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class PageFlowTest extends ServerFixture {
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired TaskPages taskPages;
  @Autowired Projects projects;
  @Autowired TransactionTemplate transaction;

  Books books;
  Person meena;

  @BeforeEach
  void people() {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
  }

  @Test
  void startingATaskTwiceAnswersWithTheRunningOne() {
    Project book = books.book("kural", 3, meena);
    Task first = started(book);

    StartResult second = start.start(book, request(), meena);

    assertThat(second)
        .isInstanceOfSatisfying(
            AlreadyActive.class, active -> assertThat(active.task().id()).isEqualTo(first.id()));
  }

  @Test
  void fiftyStartsAtOnceMakeOneTask() throws Exception {
    Project book = books.book("kural", 3, meena);
    List<StartResult> results;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<StartResult> one = () -> start.start(book, request(), meena);
      var futures = threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> one).toList());
      results = futures.stream().map(java.util.concurrent.Future::resultNow).toList();
    }

    List<UUID> started =
        results.stream()
            .filter(Started.class::isInstance)
            .map(result -> ((Started) result).task().id())
            .toList();
    assertThat(started).hasSize(1);
    assertThat(results)
        .filteredOn(AlreadyActive.class::isInstance)
        .hasSize(49)
        .allSatisfy(
            result ->
                assertThat(((AlreadyActive) result).task().id()).isEqualTo(started.getFirst()));
  }

  @Test
  void aTaskRunsFromPendingOverProgressToSuccess() {
    Task task = started(books.book("kural", 2, meena));
    assertThat(task.status()).isEqualTo(TaskStatus.PENDING);

    List<Handout> out = handOut(task, 5);
    assertThat(out).extracting(Handout::page).containsExactly(1, 2);
    assertThat(status(task)).isEqualTo(TaskStatus.PENDING);

    assertThat(claim(out.get(0), "w1")).isTrue();
    assertThat(status(task)).isEqualTo(TaskStatus.PROGRESS);
    assertThat(counts(task)).isEqualTo(new PageCounts(2, 1, 1, 0, 0, 0, 0));
    assertThat(done(out.get(0))).isTrue();
    assertThat(claim(out.get(1), "w1")).isTrue();
    assertThat(done(out.get(1))).isTrue();

    Task ended = tasks.find(task.id()).orElseThrow();
    assertThat(ended.status()).isEqualTo(TaskStatus.SUCCESS);
    assertThat(ended.counts().percent()).isEqualTo(100.0);
    assertThat(ended.finishedAt()).isNotNull();
  }

  @Test
  void anOutcomeCountsOnce() {
    Task task = started(books.book("kural", 2, meena));
    Handout page = handOut(task, 1).getFirst();
    claim(page, "w1");

    assertThat(done(page)).isTrue();
    assertThat(done(page)).isFalse();
    assertThat(counts(task).done()).isEqualTo(1);
  }

  @Test
  void oneFailedPageFailsTheTaskOnlyAtItsEnd() {
    Task task = started(books.book("kural", 2, meena));
    List<Handout> out = handOut(task, 2);
    fail(out.get(0), "unreadable-image");
    assertThat(status(task).active()).isTrue();
    claim(out.get(1), "w1");
    done(out.get(1));

    assertThat(status(task)).isEqualTo(TaskStatus.FAILURE);
    assertThat(counts(task)).isEqualTo(new PageCounts(2, 0, 0, 1, 1, 0, 0));
  }

  @Test
  void pauseTakesBackWhatNobodyHasBegunAndLetsPagesInWorkFinish() {
    Task task = started(books.book("kural", 3, meena));
    List<Handout> out = handOut(task, 2);
    claim(out.get(0), "w1");

    assertThat(tasks.pause(task.id(), meena).orElseThrow())
        .isInstanceOf(ChangeResult.Changed.class);

    assertThat(claim(out.get(1), "w2")).isFalse();
    assertThat(handOut(task, 5)).isEmpty();
    assertThat(done(out.get(0))).isTrue();
    assertThat(status(task)).isEqualTo(TaskStatus.PAUSED);

    tasks.resume(task.id(), meena);
    assertThat(status(task)).isEqualTo(TaskStatus.PROGRESS);
    assertThat(handOut(task, 5)).extracting(Handout::page).containsExactly(2, 3);
  }

  @Test
  void cancelKeepsWhatIsDoneAndDropsTheRest() {
    Task task = started(books.book("kural", 4, meena));
    List<Handout> out = handOut(task, 2);
    claim(out.get(0), "w1");
    done(out.get(0));
    claim(out.get(1), "w1");

    tasks.cancel(task.id(), meena);

    assertThat(status(task)).isEqualTo(TaskStatus.REVOKED);
    assertThat(counts(task)).isEqualTo(new PageCounts(4, 0, 0, 1, 0, 0, 3));
    assertThat(done(out.get(1))).isFalse();
    assertThat(tasks.cancel(task.id(), meena).orElseThrow())
        .isInstanceOf(ChangeResult.NotNow.class);
  }

  @Test
  void aPageThatKillsThreeWorkersIsQuarantined() {
    Task task = started(books.book("kural", 2, meena));
    for (int i = 1; i <= PageFlow.MOST_STRIKES; i++) {
      Handout page = handOut(task, 1).getFirst();
      String worker = "w" + i;
      assertThat(claim(page, worker)).isTrue();
      assertThat(claim(page, worker)).as("the same worker, connected again").isTrue();
      flow.suspects(worker).forEach(suspect -> flow.blame(suspect, "crashed (SIGSEGV)"));
    }

    TaskPage failed = taskPages.page(task.id(), 1).orElseThrow();
    assertThat(failed.status()).isEqualTo(PageStatus.FAILED);
    assertThat(failed.cause()).isEqualTo("worker-died");
    assertThat(failed.reason()).contains("each died or hung", "./kalanjiyam ocr IMAGE --engine");
    assertThat(failed.attempts()).isEqualTo(3);
    assertThat(counts(task)).isEqualTo(new PageCounts(2, 1, 0, 0, 1, 0, 0));
  }

  @Test
  void aPageWhoseWorkersAreKilledGoesOnAfterTheOthersAloneAndIsGivenUpAfterTen() {
    Task task = started(books.book("kural", 3, meena));
    List<Handout> out = handOut(task, 2);
    claim(out.get(0), "w0");
    assertThat(claim(out.get(0), "next")).as("delivered again after a death").isFalse();
    clock.advance(Duration.ofMinutes(1));
    flow.tasksWithDueDelays().forEach(flow::endDelays);
    List<Handout> others = handOut(task, 5);
    assertThat(others).extracting(Handout::page).containsExactly(3);
    claim(out.get(1), "w");
    done(out.get(1));
    flow.tasksWithDueDelays().forEach(flow::endDelays);
    assertThat(handOut(task, 5)).as("another is still in work").isEmpty();
    claim(others.getFirst(), "w");
    done(others.getFirst());

    for (int i = 1; i < PageFlow.MOST_BAD_LUCK; i++) {
      clock.advance(Duration.ofMinutes(1));
      flow.tasksWithDueDelays().forEach(flow::endDelays);
      Handout again = handOut(task, 5).getFirst();
      assertThat(claim(again, "w" + i)).isTrue();
      assertThat(claim(again, "next")).isFalse();
    }

    TaskPage failed = taskPages.page(task.id(), 1).orElseThrow();
    assertThat(failed.cause()).isEqualTo("bad-luck");
    assertThat(failed.reason()).contains("ended from outside 10 times (last: w9)");
    assertThat(status(task)).isEqualTo(TaskStatus.FAILURE);
  }

  @Test
  void aDeathThatTurnsOutToBeThePagesDoingIsAStrikeAndNoBadLuck() {
    Task task = started(books.book("kural", 1, meena));
    for (int i = 1; i <= PageFlow.MOST_STRIKES; i++) {
      Handout page = handOut(task, 1).getFirst();
      claim(page, "w" + i);
      claim(page, "next");
      for (PageFlow.Suspect suspect : flow.suspects("w" + i)) {
        flow.blame(suspect, "ran out of memory");
        flow.blame(suspect, "ran out of memory");
      }
      clock.advance(Duration.ofMinutes(1));
      flow.tasksWithDueDelays().forEach(flow::endDelays);
    }

    TaskPage failed = taskPages.page(task.id(), 1).orElseThrow();
    assertThat(failed.cause()).isEqualTo("worker-died");
    assertThat(status(task)).isEqualTo(TaskStatus.FAILURE);
  }

  @Test
  void anInterruptedPageWaitsLongerEachTimeAndIsGivenUpInTheEnd() {
    Task task = started(books.book("kural", 1, meena));
    clock.set(clock.instant());
    Duration delay = Duration.ofSeconds(2);
    for (int i = 1; i < PageFlow.MOST_INTERRUPTIONS; i++) {
      Handout page = handOut(task, 1).getFirst();
      claim(page, "w" + i);
      interrupt(page);
      clock.advance(delay.minusMillis(1));
      flow.tasksWithDueDelays().forEach(flow::endDelays);
      assertThat(handOut(task, 1)).as("before its delay is over").isEmpty();
      clock.advance(Duration.ofMillis(1));
      flow.tasksWithDueDelays().forEach(flow::endDelays);
      delay = delay.multipliedBy(2);
    }
    Handout last = handOut(task, 1).getFirst();
    claim(last, "w");
    interrupt(last);

    assertThat(status(task)).isEqualTo(TaskStatus.FAILURE);
  }

  @Test
  void tenEqualFailuresInARowPauseTheTaskWithTheReason() {
    Task task = started(books.book("kural", 40, meena));
    List<Handout> out = handOut(task, 12);
    for (int i = 0; i < 9; i++) {
      fail(out.get(i), "bad-credentials");
    }
    assertThat(status(task).active()).isTrue();
    assertThat(status(task)).isNotEqualTo(TaskStatus.PAUSED);
    fail(out.get(9), "bad-credentials");

    Task paused = tasks.find(task.id()).orElseThrow();
    assertThat(paused.status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(paused.pauseReason()).contains("10 pages in a row", "it said no");
    assertThat(paused.counts().failed()).isEqualTo(10);
  }

  @Test
  void aPageOutForTooLongIsTakenBackAsBadLuck() {
    Task task = started(books.book("kural", 1, meena));
    clock.set(clock.instant());
    Handout page = handOut(task, 1).getFirst();
    claim(page, "w1");
    clock.advance(Duration.ofMinutes(4));

    flow.overdue(Duration.ofMinutes(3), Duration.ofHours(1)).forEach(flow::recall);

    assertThat(done(page)).as("the late outcome").isFalse();
    clock.advance(Duration.ofSeconds(3));
    flow.tasksWithDueDelays().forEach(flow::endDelays);
    Handout again = handOut(task, 1).getFirst();
    assertThat(again.ticket()).isNotEqualTo(page.ticket());
    assertThat(counts(task)).isEqualTo(new PageCounts(1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void editedPagesAreLeftAloneAndTheReasonIsGivenWhenNoneIsLeft() {
    Project book = books.book("kural", 2, meena);
    books.edit(book, 1, meena);
    assertThat(started(book).counts().total()).isEqualTo(1);

    Project other = books.book("manimekalai", 1, meena);
    books.edit(other, 1, meena);
    assertThat(start.start(other, request(), meena))
        .isInstanceOfSatisfying(
            NothingToDo.class, nothing -> assertThat(nothing.reason()).contains("edited"));
  }

  @Test
  void retryReadsJustTheFailedPages() {
    Project book = books.book("kural", 3, meena);
    Task task = started(book);
    List<Handout> out = handOut(task, 3);
    claim(out.get(0), "w1");
    done(out.get(0));
    fail(out.get(1), "unreadable-image");
    claim(out.get(2), "w1");
    done(out.get(2));

    Task ended = tasks.find(task.id()).orElseThrow();
    Task retry = ((Started) start.retry(book, ended, Scope.FAILED, null, meena)).task();

    assertThat(retry.retryOf()).isEqualTo(task.id());
    assertThat(taskPages.pages(retry.id())).extracting(TaskPage::page).containsExactly(2);
  }

  private StartRequest request() {
    return StartRequest.unedited(StandInProvider.NAME, "eng");
  }

  private Task started(Project book) {
    return ((Started) start.start(book, request(), meena)).task();
  }

  private List<Handout> handOut(Task task, int most) {
    return transaction.execute(
        status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), most))));
  }

  private boolean claim(Handout page, String worker) {
    return flow.claim(page.task().id(), page.page(), page.ticket(), worker).isPresent();
  }

  private boolean done(Handout page) {
    return withAwaited(page, awaited -> flow.done(awaited, 10, 0.9));
  }

  private void fail(Handout page, String cause) {
    withAwaited(page, awaited -> flow.failed(awaited, 1L, cause, "it said no"));
  }

  private void interrupt(Handout page) {
    withAwaited(page, awaited -> flow.interrupted(awaited, "unavailable", "Not now."));
  }

  private boolean withAwaited(Handout page, java.util.function.Consumer<PageFlow.Awaited> step) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              var awaited = flow.lockIfAwaited(page.task().id(), page.page(), page.ticket());
              awaited.ifPresent(step);
              return awaited.isPresent();
            }));
  }

  private TaskStatus status(Task task) {
    return tasks.find(task.id()).orElseThrow().status();
  }

  private PageCounts counts(Task task) {
    return tasks.find(task.id()).orElseThrow().counts();
  }
}
