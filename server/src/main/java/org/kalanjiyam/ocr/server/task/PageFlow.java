package org.kalanjiyam.ocr.server.task;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.DispatchQueue.Turn;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.kalanjiyam.ocr.server.task.TaskPageTable.Ending;
import org.kalanjiyam.ocr.server.task.TaskPageTable.Row;
import org.kalanjiyam.ocr.server.task.TaskSteps.Step;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way of a page through its task, as one state machine:
 *
 * <pre>
 *   QUEUED ──hand out──► QUEUED with a ticket ──claim──► ACTIVE ──► DONE | FAILED | SKIPPED
 *     ▲                        │                          │
 *     └──── withdrawn ─────────┴──── given back ──────────┘        cancel: any ──► REVOKED
 * </pre>
 *
 * <p>A ticket comes from a sequence and is never given twice, so whatever carries an older one (a
 * doubled message, a late outcome, a worker that was thought dead) finds that nobody waits for it.
 * Every change takes the task's row first. Thread-safe, and safe over several servers.
 */
@Service
public class PageFlow {
  /** A page that has silenced this many workers is not given to another. */
  static final int MOST_STRIKES = 3;

  /** A page that was interrupted this often is given up. */
  static final int MOST_INTERRUPTIONS = 6;

  /** A page whose workers were ended from outside this often is given up, too. */
  static final int MOST_BAD_LUCK = 10;

  /** Equal failures in a row after which a task is paused. */
  static final int MOST_EQUAL_FAILURES = 10;

  private static final String SILENT = "worker-silent";
  private static final String GUILTY = "worker-died";
  private static final Duration FIRST_DELAY = Duration.ofSeconds(2);

  /** So long after a death its supervisor has told what it was of, if there is one. */
  private static final Duration VERDICT_DELAY = Duration.ofSeconds(3);

  private final TaskTable tasks;
  private final TaskPageTable pages;
  private final PageAttempts attempts;
  private final TaskSteps steps;
  private final Tasks control;
  private final ServerNodes nodes;

  PageFlow(
      TaskTable tasks,
      TaskPageTable pages,
      PageAttempts attempts,
      TaskSteps steps,
      Tasks control,
      ServerNodes nodes) {
    this.tasks = tasks;
    this.pages = pages;
    this.attempts = attempts;
    this.steps = steps;
    this.control = control;
    this.nodes = nodes;
  }

  /**
   * A page in somebody's hands.
   *
   * @param baseVersion the page's newest revision when the task started
   */
  public record Handout(
      Task task,
      int page,
      long pageId,
      int baseVersion,
      long ticket,
      int attempt,
      String hash,
      int dpi) {}

  /** A page whose outcome has come, its task locked until the transaction ends. */
  public record Awaited(
      Task task, int page, long pageId, int baseVersion, String imageHash, Row row) {

    /** Who has begun it; null if nobody has. */
    public @Nullable String worker() {
      return row.worker();
    }
  }

  /** Names one hand-out of a page. */
  public record Ticket(UUID taskId, int page, long ticket) {}

  /**
   * Gives tickets to the next pages of tasks. Runs in its caller's transaction, which must send the
   * pages before it commits: a page that was sent but not committed carries a ticket that nobody
   * knows, and does no harm.
   *
   * @param turns of each task at most so many pages
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Handout> handOut(List<Turn> turns) {
    Map<UUID, Task> locked = new HashMap<>();
    tasks.lock(turns.stream().map(Turn::taskId).toList()).stream()
        .filter(task -> task.status() == TaskStatus.PENDING || task.status() == TaskStatus.PROGRESS)
        .forEach(task -> locked.put(task.id(), task));
    List<Turn> open = turns.stream().filter(turn -> locked.containsKey(turn.taskId())).toList();
    return open.isEmpty()
        ? List.of()
        : pages.handOut(open, steps.now()).stream()
            .map(row -> handout(requireNonNull(locked.get(row.taskId())), row))
            .toList();
  }

  private static Handout handout(Task task, Row row) {
    return new Handout(
        task,
        row.page(),
        row.pageId(),
        row.baseVersion(),
        ticketOf(row),
        row.attempt() + 1,
        row.imageHash(),
        row.dpi());
  }

  /** Pauses a task that goes on, and says why; one that does not is left as it is. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(UUID taskId, String reason) {
    tasks
        .lock(taskId)
        .filter(task -> task.active() && task.status() != TaskStatus.PAUSED)
        .ifPresent(task -> control.hold(task, reason));
  }

  /**
   * A worker wants to begin a page. It may, if the page still waits for that ticket. The worker
   * that had begun it before has fallen silent: the page goes back, as one with bad luck, until
   * somebody says that the worker died of the page ({@link #blame}). One whose server has died as
   * well is simply gone on with.
   *
   * @return the page's id, or empty if nobody waits for it
   */
  @Transactional
  public Optional<Long> claim(UUID taskId, int page, long ticket, String worker) {
    Optional<Awaited> awaited = lockIfAwaited(taskId, page, ticket);
    if (awaited.isEmpty()) {
      return Optional.empty();
    }
    Row row = awaited.get().row();
    Task task = awaited.get().task();
    if (row.status() == PageStatus.ACTIVE && worker.equals(row.worker())) {
      return Optional.of(row.pageId());
    }
    if (row.status() == PageStatus.ACTIVE && nodes.isAlive(row.claimedVia())) {
      unlucky(awaited.get());
      return Optional.empty();
    }
    if (row.status() == PageStatus.ACTIVE) {
      attempts.keep(row, SILENT, null, steps.now());
    }
    pages.begin(row, worker, nodes.self(), row.strikes(), steps.now());
    TaskDelta delta =
        row.status() == PageStatus.QUEUED
            ? TaskDelta.move(PageStatus.QUEUED, PageStatus.ACTIVE, 1)
            : TaskDelta.NONE;
    if (task.status() == TaskStatus.PENDING) {
      delta = delta.to(TaskStatus.PROGRESS);
    }
    steps.apply(new Step(task, delta.withBegun(), Change.PAGE_BEGAN, List.of(page)));
    return Optional.of(row.pageId());
  }

  /**
   * The page that an outcome belongs to, its task locked until the transaction ends; empty if
   * nobody waits for that ticket (stale, doubled, late or foreign).
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Awaited> lockIfAwaited(UUID taskId, int page, long ticket) {
    Ticket asked = new Ticket(taskId, page, ticket);
    return Optional.ofNullable(lockIfAwaited(List.of(asked)).get(asked));
  }

  /**
   * Of the tickets those that somebody waits for, each with its page; their tasks are locked until
   * the transaction ends, in the order of their ids.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<Ticket, Awaited> lockIfAwaited(List<Ticket> tickets) {
    Map<UUID, Task> locked = lockActive(tickets);
    List<Ticket> open =
        tickets.stream().filter(one -> locked.containsKey(one.taskId())).distinct().toList();
    Map<Ticket, Awaited> awaited = new HashMap<>();
    for (Row row : open.isEmpty() ? List.<Row>of() : pages.find(open)) {
      awaited.put(
          new Ticket(row.taskId(), row.page(), ticketOf(row)),
          new Awaited(
              requireNonNull(locked.get(row.taskId())),
              row.page(),
              row.pageId(),
              row.baseVersion(),
              row.imageHash(),
              row));
    }
    return awaited;
  }

  /** The active tasks of the tickets, locked until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<UUID, Task> lockActive(List<Ticket> tickets) {
    Map<UUID, Task> locked = new HashMap<>();
    tasks.lock(tickets.stream().map(Ticket::taskId).distinct().toList()).stream()
        .filter(Task::active)
        .forEach(task -> locked.put(task.id(), task));
    return locked;
  }

  /** The page was read and its text stored in this transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Task done(Awaited page, long durationMillis, @Nullable Double confidence) {
    return end(page, new Ending(PageStatus.DONE, durationMillis, confidence, null, null));
  }

  /** A person edited the page meanwhile; it is left alone. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Task skipped(Awaited page, long durationMillis) {
    return end(page, leftAsItIs(durationMillis));
  }

  static Ending leftAsItIs(long durationMillis) {
    String reason = "Somebody edited the page while it was being read, so it was left as it is.";
    return new Ending(PageStatus.SKIPPED, durationMillis, null, "edited", reason);
  }

  /**
   * The page will not be read in this task. Ten equal failures in a row pause the task.
   *
   * @param cause a short stable word, equal for equal failures
   * @param reason for a person
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Task failed(Awaited page, @Nullable Long durationMillis, String cause, String reason) {
    int streak = tasks.countFailure(page.task().id(), cause);
    Task task = end(page, new Ending(PageStatus.FAILED, durationMillis, null, cause, reason));
    if (streak < MOST_EQUAL_FAILURES || !task.active() || task.status() == TaskStatus.PAUSED) {
      return task;
    }
    return control.hold(task, streak + " pages in a row failed for the same reason. " + reason);
  }

  /**
   * The attempt came to nothing; the page goes back, and waits longer each time. After {@value
   * #MOST_INTERRUPTIONS} it fails.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Task interrupted(Awaited page, String cause, String reason) {
    Row row = page.row();
    int interruptions = row.interruptions() + 1;
    if (interruptions >= MOST_INTERRUPTIONS) {
      return failed(page, null, cause, reason + " It was tried " + interruptions + " times.");
    }
    attempts.keep(row, cause, reason, steps.now());
    pages.giveBack(
        row,
        row.strikes(),
        interruptions,
        steps.now().plus(FIRST_DELAY.multipliedBy(1L << (interruptions - 1))));
    return returned(page, 0, cause);
  }

  /** The worker had to stop; the page goes back at once, and nothing is held against it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Task givenBack(Awaited page) {
    attempts.keep(page.row(), "given-back", "The worker had to stop.", steps.now());
    pages.giveBack(page.row(), page.row().strikes(), page.row().interruptions(), null);
    return returned(page, 1, "given-back");
  }

  /** Lets pages whose delay is over be handed out again. */
  @Transactional
  public void endDelays(UUID taskId) {
    if (tasks.lock(taskId).isPresent()) {
      int ended = pages.endDelays(taskId, steps.now());
      if (ended > 0) {
        tasks.addWaiting(taskId, ended);
      }
    }
  }

  /** Tasks that have pages whose delay is over. */
  public List<UUID> tasksWithDueDelays() {
    return pages.tasksWithDueDelays(steps.now());
  }

  /** A page that has been out for longer than it can be. */
  public record Overdue(UUID taskId, int page, long ticket) {}

  /**
   * Pages that have been out for longer than they can be.
   *
   * @param inWork for a page that a worker has begun
   * @param unclaimed for a page that no worker has begun
   */
  public List<Overdue> overdue(Duration inWork, Duration unclaimed) {
    return pages.overdue(steps.now().minus(inWork), steps.now().minus(unclaimed)).stream()
        .map(row -> new Overdue(row.taskId(), row.page(), ticketOf(row)))
        .toList();
  }

  /**
   * Takes an overdue page back; one that a worker had begun had bad luck, unless the server that
   * gave it out has died since.
   */
  @Transactional
  public void recall(Overdue overdue) {
    Optional<Awaited> awaited = lockIfAwaited(overdue.taskId(), overdue.page(), overdue.ticket());
    if (awaited.isEmpty()) {
      return;
    }
    Row row = awaited.get().row();
    if (row.status() == PageStatus.ACTIVE && nodes.isAlive(row.claimedVia())) {
      unlucky(awaited.get());
    } else {
      attempts.keep(row, SILENT, null, steps.now());
      pages.giveBack(row, row.strikes(), row.interruptions(), null);
      returned(awaited.get(), 1, SILENT);
    }
  }

  /**
   * The page's worker is gone, and nobody knows why: it may have been killed. The page goes on
   * after the others of its task, alone, so that neither suffers from the other.
   */
  private void unlucky(Awaited page) {
    Row row = page.row();
    int badLuck = row.badLuck() + 1;
    attempts.keep(row, SILENT, null, steps.now());
    if (badLuck >= MOST_BAD_LUCK) {
      failed(
          page,
          null,
          "bad-luck",
          ("Workers that read the page were ended from outside %d times (last: %s): by hand, with"
                  + " their machine, or by the system for want of memory. Nothing is known against"
                  + " the page itself: retry it.")
              .formatted(badLuck, row.worker()));
      return;
    }
    attempts.countBadLuck(row, badLuck);
    pages.giveBack(row, row.strikes(), row.interruptions(), steps.now().plus(VERDICT_DELAY));
    returned(page, 0, SILENT);
  }

  /** A page that a worker had in hand when it died. */
  public record Suspect(UUID taskId, int page, String worker) {}

  /** The pages that a worker had in hand when it died, as far as nothing was said of them yet. */
  public List<Suspect> suspects(String worker) {
    return attempts.suspects(worker);
  }

  /**
   * The worker died of its own doing, so of its page: what was counted as bad luck is a strike.
   * With three the page fails.
   *
   * @param how for people: "crashed (SIGSEGV)"
   */
  @Transactional
  public void blame(Suspect suspect, String how) {
    Optional<Task> task = tasks.lock(suspect.taskId()).filter(Task::active);
    Optional<Row> found = pages.find(suspect.taskId(), suspect.page());
    if (task.isEmpty() || found.isEmpty()) {
      return;
    }
    Row row = found.get();
    Awaited page =
        new Awaited(task.get(), row.page(), row.pageId(), row.baseVersion(), row.imageHash(), row);
    int strikes = row.strikes() + 1;
    if (row.status() == PageStatus.ACTIVE && suspect.worker().equals(row.worker())) {
      attempts.keep(row, GUILTY, "The worker " + how + ".", steps.now());
      if (strikes >= MOST_STRIKES) {
        quarantine(page);
      } else {
        pages.giveBack(row, strikes, row.interruptions(), null);
        returned(page, 1, GUILTY);
      }
    } else if (attempts.findGuilty(suspect, "The worker " + how + ".")) {
      attempts.turnBadLuckIntoStrike(row);
      if (strikes >= MOST_STRIKES && row.status() == PageStatus.QUEUED) {
        quarantine(page);
      }
    }
  }

  private void quarantine(Awaited page) {
    Task task = page.task();
    String reason =
        ("The page was given to %d workers, and each died or hung on it (last: %s). It is not tried"
                + " again by itself. To see it happen, save the page's image and run: ./kalanjiyam"
                + " ocr IMAGE --engine %s --lang %s --verbose")
            .formatted(MOST_STRIKES, page.row().worker(), task.engine(), task.language());
    failed(page, null, "worker-died", reason);
  }

  private Task returned(Awaited page, int waiting, String cause) {
    steps.tell(new PageReturned(page.task(), page.page(), cause));
    TaskDelta delta =
        page.row().status() == PageStatus.ACTIVE
            ? TaskDelta.move(PageStatus.ACTIVE, PageStatus.QUEUED, 1)
            : TaskDelta.NONE;
    return steps.apply(
        new Step(page.task(), delta.waiting(waiting), Change.PAGE_RETURNED, List.of(page.page())));
  }

  private Task end(Awaited page, Ending ending) {
    pages.end(page.row(), ending, page.task().version() + 1, steps.now());
    Row row = page.row();
    steps.tell(
        new PagesEnded(
            page.task(), List.of(TaskPageTable.ended(page.task(), row, ending, steps.now()))));
    boolean waits = row.status() == PageStatus.QUEUED && row.ticket() == null && !row.delayed();
    TaskDelta delta =
        TaskDelta.move(row.status(), ending.status(), 1)
            .pixels(-row.pixels())
            .waiting(waits ? -1 : 0);
    return steps.apply(new Step(page.task(), delta, Change.PAGE_ENDED, List.of(page.page())));
  }

  static long ticketOf(Row row) {
    Long ticket = row.ticket();
    if (ticket == null) {
      throw new IllegalStateException("Page " + row.page() + " is not out");
    }
    return ticket;
  }
}
