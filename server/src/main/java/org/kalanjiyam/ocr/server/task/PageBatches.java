package org.kalanjiyam.ocr.server.task;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.PageFlow.Awaited;
import org.kalanjiyam.ocr.server.task.PageFlow.Ticket;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.kalanjiyam.ocr.server.task.TaskPageTable.Beginning;
import org.kalanjiyam.ocr.server.task.TaskPageTable.Begun;
import org.kalanjiyam.ocr.server.task.TaskPageTable.Ending;
import org.kalanjiyam.ocr.server.task.TaskPageTable.Reading;
import org.kalanjiyam.ocr.server.task.TaskSteps.Step;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The two usual steps of {@link PageFlow}, a page begins and a page was read, for many pages in one
 * transaction: as many statements for a hundred pages as for one, and one update and one event of
 * each task. All of a batch happens or nothing of it. Thread-safe.
 */
@Service
public class PageBatches {
  private final PageFlow flow;
  private final TaskPageTable pages;
  private final TaskSteps steps;
  private final ServerNodes nodes;

  PageBatches(PageFlow flow, TaskPageTable pages, TaskSteps steps, ServerNodes nodes) {
    this.flow = flow;
    this.pages = pages;
    this.steps = steps;
    this.nodes = nodes;
  }

  /** A worker wants to begin a page. */
  public record Claim(Ticket ticket, String worker) {}

  /**
   * Begins those of the pages that still wait for their ticket, as {@link PageFlow#claim} does.
   *
   * @return the ids of the pages that were begun
   */
  @Transactional
  public Map<Claim, Long> begin(List<Claim> claims) {
    Map<UUID, Task> locked = flow.lockActive(claims.stream().map(Claim::ticket).toList());
    Map<Ticket, Claim> first = new LinkedHashMap<>();
    for (Claim claim : claims) {
      if (locked.containsKey(claim.ticket().taskId())) {
        first.putIfAbsent(claim.ticket(), claim);
      }
    }
    Map<Claim, Long> begun = new HashMap<>();
    Map<UUID, List<Integer>> numbers = new LinkedHashMap<>();
    for (Begun page : first.isEmpty() ? List.<Begun>of() : beginAll(first.values())) {
      begun.put(requireNonNull(first.get(page.ticket())), page.pageId());
      numbers
          .computeIfAbsent(page.ticket().taskId(), id -> new ArrayList<>())
          .add(page.ticket().page());
    }
    if (!numbers.isEmpty()) {
      steps.apply(
          numbers.entrySet().stream()
              .map(one -> beginning(requireNonNull(locked.get(one.getKey())), one.getValue()))
              .toList());
    }
    // What is rare goes its own way: asked twice, begun before, or nobody waits for it.
    List<Claim> odd =
        claims.stream()
            .filter(claim -> locked.containsKey(claim.ticket().taskId()))
            .filter(claim -> !begun.containsKey(claim) || first.get(claim.ticket()) != claim)
            .toList();
    for (Claim claim : odd) {
      Ticket one = claim.ticket();
      flow.claim(one.taskId(), one.page(), one.ticket(), claim.worker())
          .ifPresent(page -> begun.put(claim, page));
    }
    return begun;
  }

  private List<Begun> beginAll(Collection<Claim> claims) {
    return pages.begin(
        claims.stream().map(one -> new Beginning(one.ticket(), one.worker())).toList(),
        nodes.self(),
        steps.now());
  }

  private static Step beginning(Task task, List<Integer> of) {
    TaskDelta delta = TaskDelta.move(PageStatus.QUEUED, PageStatus.ACTIVE, of.size()).withBegun();
    return new Step(
        task,
        task.status() == TaskStatus.PENDING ? delta.to(TaskStatus.PROGRESS) : delta,
        Change.PAGE_BEGAN,
        of);
  }

  /** A page that an engine read: its text is stored, or a person's stands there instead. */
  public sealed interface Result {
    Awaited page();

    long durationMillis();

    /** The page was read and its text stored in this transaction. */
    record Stored(Awaited page, long durationMillis, @Nullable Double confidence)
        implements Result {}

    /** A person edited the page meanwhile; it is left alone. */
    record LeftAlone(Awaited page, long durationMillis) implements Result {}
  }

  /**
   * Ends pages that were read.
   *
   * @param results of different pages, locked in this transaction, in which nothing has changed
   *     their tasks since
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(List<Result> results) {
    List<Reading> readings = new ArrayList<>();
    Map<UUID, List<EndedPage>> ended = new HashMap<>();
    Map<UUID, List<Awaited>> byTask = new LinkedHashMap<>();
    Map<UUID, TaskDelta> deltas = new HashMap<>();
    for (Result result : results) {
      Awaited page = result.page();
      Ending ending = ending(result);
      readings.add(new Reading(page.row(), ending, page.task().version() + 1));
      byTask.computeIfAbsent(page.task().id(), id -> new ArrayList<>()).add(page);
      ended
          .computeIfAbsent(page.task().id(), id -> new ArrayList<>())
          .add(TaskPageTable.ended(page.task(), page.row(), ending, steps.now()));
      TaskDelta before = deltas.getOrDefault(page.task().id(), TaskDelta.NONE);
      deltas.put(
          page.task().id(),
          before
              .add(page.row().status(), -1)
              .add(ending.status(), 1)
              .pixels(before.pixels() - page.row().pixels()));
    }
    pages.end(readings, steps.now());
    byTask.forEach(
        (id, some) ->
            steps.tell(new PagesEnded(some.getFirst().task(), requireNonNull(ended.get(id)))));
    steps.apply(
        byTask.entrySet().stream()
            .map(
                one ->
                    new Step(
                        one.getValue().getFirst().task(),
                        requireNonNull(deltas.get(one.getKey())),
                        Change.PAGE_ENDED,
                        numbers(one.getValue())))
            .toList());
  }

  private static Ending ending(Result result) {
    return switch (result) {
      case Result.Stored stored ->
          new Ending(PageStatus.DONE, stored.durationMillis(), stored.confidence(), null, null);
      case Result.LeftAlone left -> PageFlow.leftAsItIs(left.durationMillis());
    };
  }

  private static List<Integer> numbers(List<Awaited> pages) {
    return pages.stream().map(Awaited::page).toList();
  }
}
