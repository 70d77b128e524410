package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageFlow.Awaited;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drives the state machine in random order, on the real database, beside a model of a few lines:
 * hand out, claim, outcomes of current and of stale tickets, redelivery, pause, resume, cancel,
 * sweep, retry. After each step both must say the same. A failure names its seed and its steps.
 */
@Timeout(120)
class PageFlowModelTest extends ServerFixture {
  private static final int RUNS = 5;
  private static final int STEPS = 70;
  private static final int PAGES = 5;

  @Autowired PageFlow flow;
  @Autowired Tasks tasks;
  @Autowired TaskStart start;
  @Autowired TaskHistory history;
  @Autowired Projects projects;
  @Autowired TransactionTemplate transaction;

  Person meena;
  Project book;
  Books books;

  /** What the model knows of a page. */
  private static final class ModelPage {
    PageStatus status = PageStatus.QUEUED;
    long ticket;
    String worker = "";
    int strikes;
    int interruptions;
    boolean delayed;

    boolean open() {
      return status == PageStatus.QUEUED || status == PageStatus.ACTIVE;
    }

    void back() {
      status = PageStatus.QUEUED;
      ticket = 0;
      worker = "";
    }

    void end(PageStatus how) {
      status = how;
      ticket = 0;
      delayed = false;
    }
  }

  /** A message that was sent once and may come again whenever it likes. */
  private record Message(UUID task, int page, long ticket) {}

  private UUID task;
  private boolean paused;
  private boolean ended;
  private boolean cancelled;
  private TreeMap<Integer, ModelPage> model;
  private final List<Message> messages = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void begin() {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theMachineDoesWhatTheModelSays(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      book = books.book("book-" + seed + "-" + run, PAGES, meena);
      steps.clear();
      messages.clear();
      startNew(StartRequest.unedited(StandInProvider.NAME, "eng"), allPages());
      try {
        for (int i = 0; i < STEPS; i++) {
          step(random);
          compare();
        }
        finish();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", run " + run + ": " + steps, e);
      }
    }
  }

  private void step(Random random) {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> handOut(1 + random.nextInt(3));
      case 4, 5, 6, 7 -> message(random).ifPresent(it -> claim(it, "w" + random.nextInt(4)));
      case 8, 9, 10 -> message(random).ifPresent(it -> outcome(it, PageStatus.DONE));
      case 11 -> message(random).ifPresent(it -> outcome(it, PageStatus.FAILED));
      case 12 -> message(random).ifPresent(this::interrupt);
      case 13 -> message(random).ifPresent(this::giveBack);
      case 14 -> sweep();
      case 15 -> pause();
      case 16, 17 -> resume();
      case 18 -> cancelSometimes(random);
      default -> retry();
    }
  }

  private void handOut(int most) {
    List<Integer> expected =
        paused || ended
            ? List.of()
            : model.entrySet().stream()
                .filter(page -> page.getValue().status == PageStatus.QUEUED)
                .filter(page -> page.getValue().ticket == 0 && !page.getValue().delayed)
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    List<Handout> out = transaction.execute(status -> flow.handOut(task, most));
    steps.add("hand out " + out.stream().map(Handout::page).toList());
    assertThat(out).extracting(Handout::page).isEqualTo(expected);
    for (Handout page : out) {
      model.get(page.page()).ticket = page.ticket();
      messages.add(new Message(task, page.page(), page.ticket()));
    }
  }

  /** Any message that was ever sent: the broker may deliver each again. */
  private Optional<Message> message(Random random) {
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(messages.get(random.nextInt(messages.size())));
  }

  private boolean waitsFor(Message message) {
    ModelPage page = model.get(message.page());
    return message.task().equals(task) && !ended && page != null && page.ticket == message.ticket();
  }

  private void claim(Message message, String worker) {
    boolean may = waitsFor(message);
    ModelPage page = model.get(message.page());
    boolean silences = may && page.status == PageStatus.ACTIVE && !page.worker.equals(worker);
    boolean quarantined = silences && page.strikes + 1 >= PageFlow.MOST_STRIKES;
    Optional<Long> claimed = flow.claim(message.task(), message.page(), message.ticket(), worker);
    steps.add("claim " + message.page() + " by " + worker + ": " + claimed.isPresent());
    assertThat(claimed.isPresent()).isEqualTo(may && !quarantined);
    if (quarantined) {
      page.end(PageStatus.FAILED);
    } else if (may) {
      page.strikes += silences ? 1 : 0;
      page.status = PageStatus.ACTIVE;
      page.worker = worker;
    }
    endIfAllAre();
  }

  private void outcome(Message message, PageStatus how) {
    boolean counts = waitsFor(message);
    Optional<Task> after =
        with(
            message,
            page ->
                how == PageStatus.DONE
                    ? flow.done(page, 5, null)
                    : flow.failed(page, 5L, "cause-" + message.page(), "It is unreadable."));
    steps.add(how + " " + message.page() + ": " + after.isPresent());
    assertThat(after.isPresent()).isEqualTo(counts);
    if (counts) {
      model.get(message.page()).end(how);
    }
    endIfAllAre();
  }

  private void interrupt(Message message) {
    boolean counts = waitsFor(message);
    Optional<Task> after = with(message, page -> flow.interrupted(page, "network", "No network."));
    steps.add("interrupt " + message.page() + ": " + after.isPresent());
    assertThat(after.isPresent()).isEqualTo(counts);
    if (counts) {
      ModelPage page = model.get(message.page());
      page.interruptions++;
      if (page.interruptions >= PageFlow.MOST_INTERRUPTIONS) {
        page.end(PageStatus.FAILED);
      } else {
        page.back();
        page.delayed = true;
      }
    }
    endIfAllAre();
  }

  private void giveBack(Message message) {
    boolean counts = waitsFor(message);
    Optional<Task> after = with(message, flow::givenBack);
    steps.add("give back " + message.page() + ": " + after.isPresent());
    assertThat(after.isPresent()).isEqualTo(counts);
    if (counts) {
      model.get(message.page()).back();
    }
  }

  /** What every server does now and then, when everything has taken far too long. */
  private void sweep() {
    steps.add("sweep");
    clock.advance(Duration.ofHours(1));
    flow.tasksWithDueDelays().forEach(flow::endDelays);
    flow.overdue(Duration.ofMinutes(3), Duration.ofMinutes(10)).forEach(flow::recall);
    for (ModelPage page : model.values()) {
      page.delayed = false;
      if (page.ticket != 0) {
        boolean silent = page.status == PageStatus.ACTIVE;
        if (silent && page.strikes + 1 >= PageFlow.MOST_STRIKES) {
          page.end(PageStatus.FAILED);
        } else {
          page.strikes += silent ? 1 : 0;
          page.back();
        }
      }
    }
    endIfAllAre();
  }

  private void pause() {
    steps.add("pause");
    tasks.pause(task, meena);
    if (!ended && !paused) {
      paused = true;
      model.values().stream()
          .filter(page -> page.status == PageStatus.QUEUED)
          .forEach(page -> page.ticket = 0);
    }
  }

  private void resume() {
    steps.add("resume");
    tasks.resume(task, meena);
    paused = false;
  }

  private void cancelSometimes(Random random) {
    if (random.nextInt(4) > 0) {
      return;
    }
    steps.add("cancel");
    tasks.cancel(task, meena);
    if (!ended) {
      model.values().stream().filter(ModelPage::open).forEach(page -> page.end(PageStatus.REVOKED));
      ended = true;
      cancelled = true;
      paused = false;
    }
  }

  private void retry() {
    List<Integer> failed =
        model.entrySet().stream()
            .filter(page -> page.getValue().status == PageStatus.FAILED)
            .map(Map.Entry::getKey)
            .toList();
    if (!ended || failed.isEmpty()) {
      return;
    }
    steps.add("retry " + failed);
    startNew(
        new StartRequest(StandInProvider.NAME, "eng", Scope.FAILED, null, Priority.NORMAL, task),
        failed);
  }

  private void startNew(StartRequest request, List<Integer> pages) {
    task = ((Started) start.start(book, request, meena)).task().id();
    model = new TreeMap<>();
    pages.forEach(page -> model.put(page, new ModelPage()));
    paused = false;
    ended = false;
    cancelled = false;
  }

  private void endIfAllAre() {
    if (!ended && model.values().stream().noneMatch(ModelPage::open)) {
      ended = true;
      paused = false;
    }
  }

  /** Whatever happened, what is left can be read to its end. */
  private void finish() {
    resume();
    for (int i = 0; i < PAGES && !ended; i++) {
      sweep();
      handOut(PAGES);
      for (Message message : List.copyOf(messages)) {
        if (waitsFor(message)) {
          claim(message, "last");
          outcome(message, PageStatus.DONE);
        }
      }
    }
    compare();
    assertThat(ended).isTrue();
  }

  private void compare() {
    Task now = tasks.find(task).orElseThrow();
    var pages = history.pages(task);
    assertThat(pages).extracting(TaskPage::page).containsExactlyElementsOf(model.keySet());
    for (TaskPage page : pages) {
      assertThat(page.status()).as("page " + page.page()).isEqualTo(model.get(page.page()).status);
    }
    assertThat(now.active()).isEqualTo(!ended);
    assertThat(now.status() == TaskStatus.PAUSED).isEqualTo(paused);
    if (ended) {
      boolean clean = model.values().stream().noneMatch(page -> page.status == PageStatus.FAILED);
      assertThat(now.status())
          .isEqualTo(
              cancelled ? TaskStatus.REVOKED : clean ? TaskStatus.SUCCESS : TaskStatus.FAILURE);
    }
    PageCounts counts = now.counts();
    assertThat(counts)
        .isEqualTo(
            new PageCounts(
                model.size(),
                count(PageStatus.QUEUED),
                count(PageStatus.ACTIVE),
                count(PageStatus.DONE),
                count(PageStatus.FAILED),
                count(PageStatus.SKIPPED),
                count(PageStatus.REVOKED)));
    long waiting =
        model.values().stream()
            .filter(page -> page.status == PageStatus.QUEUED && page.ticket == 0 && !page.delayed)
            .count();
    assertThat(
            jdbc.sql("select waiting from task where id = :id")
                .param("id", task)
                .query(Long.class)
                .single())
        .as("pages that may be handed out")
        .isEqualTo(waiting);
  }

  private int count(PageStatus status) {
    return (int) model.values().stream().filter(page -> page.status == status).count();
  }

  private Optional<Task> with(Message message, Function<Awaited, Task> change) {
    return transaction.execute(
        status -> flow.await(message.task(), message.page(), message.ticket()).map(change));
  }

  private static List<Integer> allPages() {
    return IntStream.rangeClosed(1, PAGES).boxed().toList();
  }
}
