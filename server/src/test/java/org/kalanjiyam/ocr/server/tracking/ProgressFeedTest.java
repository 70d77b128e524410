package org.kalanjiyam.ocr.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.DispatchQueue;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@Timeout(60)
class ProgressFeedTest extends ServerFixture {
  private static final int PAGES = 40;
  private static final int WATCHERS = 300;

  @Autowired ProgressFeed feed;
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired Projects projects;
  @Autowired TransactionTemplate transaction;

  private Task task;

  @BeforeEach
  void startTask() {
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    task = ((Started) start.start(books.book("kural", PAGES, meena), request, meena)).task();
  }

  @Test
  void whoeverWatchesIsToldOfEachPageOnceHoweverLateTheyCome() throws Exception {
    List<Future<List<Integer>>> heard = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int page = 1; page <= PAGES; page++) {
        for (int more = 0; more < WATCHERS / PAGES; more++) {
          heard.add(threads.submit(this::pagesToTheEnd));
        }
        endPage();
      }
      for (Future<List<Integer>> one : heard) {
        assertThat(one.get())
            .containsExactlyElementsOf(IntStream.rangeClosed(1, PAGES).boxed().toList());
      }
    }
    assertThat(feed.size()).isZero();
  }

  @Test
  void whoHearsNothingIsLetGoAfterTheirTime() throws Exception {
    try (ProgressSubscriber watcher = feed.watch(task, version())) {
      long begun = System.nanoTime();
      assertThat(watcher.await(Duration.ofMillis(300))).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
      assertThat(watcher.closing()).isFalse();
    }
    assertThat(feed.size()).isZero();
  }

  @Test
  void anInterruptEndsAWait() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ProgressSubscriber watcher = feed.watch(task, version())) {
      Future<?> waiting = threads.submit(() -> watcher.await(Duration.ofMinutes(1)));
      threads.shutdownNow();
      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
  }

  private List<Integer> pagesToTheEnd() throws InterruptedException {
    List<Integer> pages = new ArrayList<>();
    try (ProgressSubscriber watcher = feed.watch(task, 0)) {
      while (pages.size() < PAGES) {
        watcher
            .await(Duration.ofSeconds(30))
            .orElseThrow()
            .ended()
            .forEach(page -> pages.add(page.page()));
      }
    }
    return pages;
  }

  private long version() {
    return tasks.find(task.id()).orElseThrow().version();
  }

  private void endPage() {
    Handout page =
        transaction
            .execute(status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), 1))))
            .getFirst();
    flow.claim(task.id(), page.page(), page.ticket(), "w");
    transaction.executeWithoutResult(
        status ->
            flow.done(
                flow.lockIfAwaited(task.id(), page.page(), page.ticket()).orElseThrow(), 5, null));
  }
}
