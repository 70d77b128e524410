package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeTry;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageBatches.Claim;
import org.kalanjiyam.ocr.server.task.PageBatches.Result;
import org.kalanjiyam.ocr.server.task.PageFlow.Awaited;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.PageFlow.Ticket;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drives the state machine in random order, on the real database, beside a model of a few lines:
 * hand out, claim, outcomes of current and of stale tickets, redelivery, pause, resume, cancel,
 * sweep, retry. After each step both must say the same. jqwik shrinks what fails to the fewest
 * steps that do; {@code -Djqwik.tries.default=1000} looks longer.
 */
class PageFlowModelTest extends ServerFixture {
  private static final int PAGES = 5;

  @Autowired PageFlow flow;
  @Autowired PageBatches batches;
  @Autowired Tasks tasks;
  @Autowired TaskStart start;
  @Autowired TaskPages taskPages;
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
    int badLuck;
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

    void unlucky() {
      badLuck++;
      if (badLuck >= PageFlow.MOST_BAD_LUCK) {
        end(PageStatus.FAILED);
      } else {
        back();
        delayed = true;
      }
    }

    void end(PageStatus how) {
      status = how;
      ticket = 0;
      delayed = false;
    }
  }

  /** A worker that fell silent over a page. */
  private record Silent(int page, String worker) {}

  /** A message that was sent once and may come again whenever it likes. */
  private record Message(UUID task, int page, long ticket) {}

  private UUID task;
  private boolean paused;
  private boolean ended;
  private boolean cancelled;
  private TreeMap<Integer, ModelPage> model;
  private final List<Message> messages = new ArrayList<>();
  private final List<Silent> silent = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  /** What is done next, and to whom: the number picks one of those that there are. */
  private record Step(Deed deed, int number) {
    int below(int bound) {
      return number % bound;
    }
  }

  private enum Deed {
    HAND_OUT(4),
    CLAIM(4),
    CLAIM_TOGETHER(2),
    DONE(3),
    DONE_TOGETHER(2),
    FAILED(1),
    INTERRUPTED(1),
    GIVEN_BACK(1),
    SWEEP(1),
    BLAME(2),
    PAUSE(1),
    RESUME(2),
    CANCEL(1),
    RETRY(1);

    private final int weight;

    Deed(int weight) {
      this.weight = weight;
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    List<Tuple.Tuple2<Integer, Deed>> deeds =
        Arrays.stream(Deed.values()).map(deed -> Tuple.of(deed.weight, deed)).toList();
    return Combinators.combine(
            Arbitraries.frequency(deeds), Arbitraries.integers().between(0, 1000))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(70);
  }

  /** jqwik knows nothing of Spring; the context is the one that all tests share. */
  @BeforeTry
  void begin() throws Exception {
    if (books == null) {
      new TestContextManager(getClass()).prepareTestInstance(this);
      startAsNew();
      books = new Books(jdbc, projects);
      meena = books.person("meena", Role.EDITOR);
    }
  }

  @Property(shrinking = ShrinkingMode.BOUNDED)
  void theMachineDoesWhatTheModelSays(@ForAll("steps") List<Step> steps) {
    book = books.book("book-" + UUID.randomUUID(), PAGES, meena);
    told.clear();
    messages.clear();
    silent.clear();
    startNew(StartRequest.unedited(StandInProvider.NAME, "eng"), allPages());
    try {
      for (Step step : steps) {
        take(step);
        compare();
      }
      finish();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(told.toString(), e);
    }
  }

  private void take(Step step) {
    switch (step.deed()) {
      case HAND_OUT -> handOut(1 + step.below(3));
      case CLAIM -> message(step).ifPresent(it -> claim(it, "w" + step.below(4)));
      case DONE -> message(step).ifPresent(it -> outcome(it, PageStatus.DONE));
      case CLAIM_TOGETHER -> claimTogether(some(step), "w" + step.below(4));
      case DONE_TOGETHER -> doneTogether(some(step));
      case FAILED -> message(step).ifPresent(it -> outcome(it, PageStatus.FAILED));
      case INTERRUPTED -> message(step).ifPresent(this::interrupt);
      case GIVEN_BACK -> message(step).ifPresent(this::giveBack);
      case SWEEP -> sweep();
      case BLAME -> blame();
      case PAUSE -> pause();
      case RESUME -> resume();
      case CANCEL -> cancelSometimes(step);
      case RETRY -> retry();
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
    List<Handout> out =
        transaction.execute(status -> flow.handOut(List.of(new DispatchQueue.Turn(task, most))));
    told.add("hand out " + out.stream().map(Handout::page).toList());
    assertThat(out).extracting(Handout::page).isEqualTo(expected);
    for (Handout page : out) {
      model.get(page.page()).ticket = page.ticket();
      messages.add(new Message(task, page.page(), page.ticket()));
    }
  }

  /** Any message that was ever sent: the broker may deliver each again. */
  private Optional<Message> message(Step step) {
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(messages.get(step.below(messages.size())));
  }

  private boolean waitsFor(Message message) {
    ModelPage page = model.get(message.page());
    return message.task().equals(task) && !ended && page != null && page.ticket == message.ticket();
  }

  private void claim(Message message, String worker) {
    boolean may = waitsFor(message);
    ModelPage page = model.get(message.page());
    boolean silences = may && page.status == PageStatus.ACTIVE && !page.worker.equals(worker);
    Optional<Long> claimed = flow.claim(message.task(), message.page(), message.ticket(), worker);
    told.add("claim " + message.page() + " by " + worker + ": " + claimed.isPresent());
    assertThat(claimed.isPresent()).isEqualTo(may && !silences);
    if (silences) {
      silent.add(new Silent(message.page(), page.worker));
      page.unlucky();
    } else if (may) {
      page.status = PageStatus.ACTIVE;
      page.worker = worker;
    }
    endIfAllAre();
  }

  /** Several messages, the newest and some that may be stale; none of them twice. */
  private List<Message> some(Step step) {
    int newest = Math.max(0, messages.size() - 1 - step.below(4));
    return Stream.concat(messages.subList(newest, messages.size()).stream(), message(step).stream())
        .distinct()
        .toList();
  }

  private void claimTogether(List<Message> asked, String worker) {
    List<Claim> claims = asked.stream().map(message -> new Claim(ticket(message), worker)).toList();
    Set<Integer> expected = new TreeSet<>();
    for (Message message : asked) {
      if (waitsFor(message)) {
        ModelPage page = model.get(message.page());
        if (page.status == PageStatus.ACTIVE && !page.worker.equals(worker)) {
          silent.add(new Silent(message.page(), page.worker));
          page.unlucky();
        } else {
          expected.add(message.page());
          page.status = PageStatus.ACTIVE;
          page.worker = worker;
        }
      }
    }
    Map<Claim, Long> begun = batches.begin(claims);
    told.add("claim together " + claims + ": " + begun.keySet());
    assertThat(begun.keySet().stream().map(claim -> claim.ticket().page()))
        .containsExactlyInAnyOrderElementsOf(expected);
    endIfAllAre();
  }

  private void doneTogether(List<Message> outcomes) {
    List<Message> counting = outcomes.stream().filter(this::waitsFor).toList();
    List<Ticket> tickets = outcomes.stream().map(PageFlowModelTest::ticket).toList();
    transaction.executeWithoutResult(
        status -> {
          Map<Ticket, Awaited> awaited = flow.lockIfAwaited(tickets);
          assertThat(awaited.keySet())
              .containsExactlyInAnyOrderElementsOf(
                  counting.stream().map(PageFlowModelTest::ticket).toList());
          if (!awaited.isEmpty()) {
            batches.end(
                awaited.values().stream()
                    .<Result>map(page -> new Result.Stored(page, 5, null))
                    .toList());
          }
        });
    told.add("done together " + counting.stream().map(Message::page).toList());
    counting.forEach(message -> model.get(message.page()).end(PageStatus.DONE));
    endIfAllAre();
  }

  private static Ticket ticket(Message message) {
    return new Ticket(message.task(), message.page(), message.ticket());
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
    told.add(how + " " + message.page() + ": " + after.isPresent());
    assertThat(after.isPresent()).isEqualTo(counts);
    if (counts) {
      model.get(message.page()).end(how);
    }
    endIfAllAre();
  }

  private void interrupt(Message message) {
    boolean counts = waitsFor(message);
    Optional<Task> after = with(message, page -> flow.interrupted(page, "network", "No network."));
    told.add("interrupt " + message.page() + ": " + after.isPresent());
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
    told.add("give back " + message.page() + ": " + after.isPresent());
    assertThat(after.isPresent()).isEqualTo(counts);
    if (counts) {
      model.get(message.page()).back();
    }
  }

  /** What every server does now and then, when everything has taken far too long. */
  private void sweep() {
    told.add("sweep");
    clock.advance(Duration.ofHours(1));
    flow.tasksWithDueDelays().forEach(flow::endDelays);
    flow.overdue(Duration.ofMinutes(3), Duration.ofMinutes(10)).forEach(flow::recall);
    endDelays();
    model.forEach(
        (number, page) -> {
          if (page.ticket != 0 && page.status == PageStatus.ACTIVE) {
            silent.add(new Silent(number, page.worker));
            page.unlucky();
          } else if (page.ticket != 0) {
            page.back();
          }
        });
    endIfAllAre();
  }

  /** Pages with bad luck go on when no other is open, the first of them. */
  private void endDelays() {
    model.values().stream().filter(page -> page.badLuck == 0).forEach(page -> page.delayed = false);
    boolean others =
        model.values().stream()
            .anyMatch(page -> page.open() && (page.badLuck == 0 || !page.delayed));
    if (!others) {
      model.values().stream()
          .filter(page -> page.delayed)
          .findFirst()
          .ifPresent(p -> p.delayed = false);
    }
  }

  /** A supervisor tells that a worker died of what it did; of the last that fell silent. */
  private void blame() {
    if (silent.isEmpty()) {
      return;
    }
    Silent last = silent.removeLast();
    ModelPage page = model.get(last.page());
    told.add("blame " + last.page() + " of " + last.worker());
    List<PageFlow.Suspect> suspects =
        flow.suspects(last.worker()).stream()
            .filter(one -> one.taskId().equals(task) && one.page() == last.page())
            .toList();
    suspects.forEach(suspect -> flow.blame(suspect, "crashed"));
    if (!ended && page != null && page.open() && !suspects.isEmpty()) {
      boolean again = page.status == PageStatus.ACTIVE && page.worker.equals(last.worker());
      page.strikes++;
      if (again) {
        page.back();
      } else {
        page.badLuck = Math.max(0, page.badLuck - 1);
      }
      if (page.strikes >= PageFlow.MOST_STRIKES && page.status == PageStatus.QUEUED) {
        page.end(PageStatus.FAILED);
      }
    }
    endIfAllAre();
  }

  private void pause() {
    told.add("pause");
    tasks.pause(task, meena);
    if (!ended && !paused) {
      paused = true;
      model.values().stream()
          .filter(page -> page.status == PageStatus.QUEUED)
          .forEach(page -> page.ticket = 0);
    }
  }

  private void resume() {
    told.add("resume");
    tasks.resume(task, meena);
    paused = false;
  }

  private void cancelSometimes(Step step) {
    if (step.below(4) > 0) {
      return;
    }
    told.add("cancel");
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
    told.add("retry " + failed);
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
    for (int i = 0; i < 2 * PAGES && !ended; i++) {
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
    var pages = taskPages.pages(task);
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
        status -> flow.lockIfAwaited(message.task(), message.page(), message.ticket()).map(change));
  }

  private static List<Integer> allPages() {
    return IntStream.rangeClosed(1, PAGES).boxed().toList();
  }
}
