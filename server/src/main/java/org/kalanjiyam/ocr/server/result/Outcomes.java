package org.kalanjiyam.ocr.server.result;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.server.budget.Spending;
import org.kalanjiyam.ocr.server.dispatch.ClaimProofs;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.proof.TaskTexts;
import org.kalanjiyam.ocr.server.task.PageBatches;
import org.kalanjiyam.ocr.server.task.PageBatches.Result;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Awaited;
import org.kalanjiyam.ocr.server.task.PageFlow.Ticket;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies what workers report, all of a batch in one transaction: texts, counts, task state and
 * history, and of each page only if it still waits for that very ticket. So an outcome may come
 * twice, late or never, and counts once; a batch that is cut off comes again whole.
 */
@Service
class Outcomes {
  private final PageFlow flow;
  private final PageBatches batches;
  private final Revisions revisions;
  private final TaskTexts taskTexts;
  private final ClaimProofs proofs;
  private final Tasks tasks;
  private final Spending spending;
  private final Clock clock;

  Outcomes(
      PageFlow flow,
      PageBatches batches,
      Revisions revisions,
      TaskTexts taskTexts,
      ClaimProofs proofs,
      Tasks tasks,
      Spending spending,
      Clock clock) {
    this.flow = flow;
    this.tasks = tasks;
    this.spending = spending;
    this.batches = batches;
    this.revisions = revisions;
    this.taskTexts = taskTexts;
    this.proofs = proofs;
    this.clock = clock;
  }

  /** What became of an outcome. */
  enum Verdict {
    APPLIED,
    /** Nobody waits for it: stale, doubled, late or foreign. */
    STALE,
    /** Its sender is not the worker that was given the page. */
    UNPROVEN,
    /** Made from other bytes than the page's; the page goes back. */
    WRONG_IMAGE
  }

  /** A page that was read, and what was read. */
  private record Read(Awaited page, PageOutcome outcome, Outcome.Recognised recognised) {}

  /** Applies outcomes; what became of each. */
  @Transactional
  public List<Verdict> apply(List<PageOutcome> outcomes) {
    Map<Ticket, Awaited> awaited =
        flow.lockIfAwaited(outcomes.stream().map(Outcomes::ticket).toList());
    outcomes.stream()
        .filter(outcome -> outcome.costsMoney() && isOfTheWorkerThatHadThePage(outcome))
        .sorted(Comparator.comparing(PageOutcome::taskId))
        .forEach(this::count);
    List<@Nullable Verdict> verdicts = new ArrayList<>();
    List<Read> read = new ArrayList<>();
    Set<Ticket> taken = new HashSet<>();
    for (PageOutcome outcome : outcomes) {
      Awaited page = awaited.get(ticket(outcome));
      if (page != null && !isProven(outcome, page)) {
        verdicts.add(Verdict.UNPROVEN);
        continue;
      }
      boolean usual =
          page != null
              && outcome.outcome() instanceof Outcome.Recognised recognised
              && page.imageHash().equals(outcome.imageHash())
              && taken.add(ticket(outcome))
              && read.add(new Read(page, outcome, recognised));
      verdicts.add(usual ? Verdict.APPLIED : page == null ? Verdict.STALE : null);
    }
    if (!read.isEmpty()) {
      store(read);
    }
    // What is rare goes its own way, after what is usual and by what stands then.
    List<Verdict> all = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Verdict verdict = verdicts.get(i);
      all.add(verdict == null ? applyAlone(outcomes.get(i)) : verdict);
    }
    return all;
  }

  /** That an attempt was interrupted is believed: it takes nothing from the page but time. */
  private boolean isProven(PageOutcome outcome, Awaited page) {
    return outcome.outcome() instanceof Outcome.Interrupted
        || proofs.isValid(
            outcome.claim(), outcome.taskId(), outcome.page(), outcome.ticket(), page.worker());
  }

  private boolean isOfTheWorkerThatHadThePage(PageOutcome outcome) {
    return proofs.isValid(
        outcome.claim(), outcome.taskId(), outcome.page(), outcome.ticket(), outcome.worker());
  }

  private static Ticket ticket(PageOutcome outcome) {
    return new Ticket(outcome.taskId(), outcome.page(), outcome.ticket());
  }

  /** What was spent counts whatever becomes of the outcome, and once for each ticket. */
  private void count(PageOutcome outcome) {
    tasks
        .find(outcome.taskId())
        .ifPresent(
            task ->
                spending.add(
                    outcome.ticket(),
                    task.id(),
                    outcome.page(),
                    task.engine(),
                    requireNonNull(outcome.cost())));
  }

  /** Texts of trials and second opinions stand beside the page's, and may come any number. */
  private void store(List<Read> read) {
    Map<Boolean, List<Read>> byPurpose =
        read.stream().collect(partitioningBy(one -> one.page().task().purpose().makesPageTexts()));
    Set<Read> stored = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Read> pageTexts = requireNonNull(byPurpose.get(true));
    Set<Long> newest = revisions.addRecognised(recognitions(pageTexts)).keySet();
    pageTexts.stream().filter(one -> newest.contains(one.page().pageId())).forEach(stored::add);
    List<Read> others = requireNonNull(byPurpose.get(false));
    Set<Long> there = taskTexts.add(recognitions(others));
    others.stream().filter(one -> there.contains(one.page().pageId())).forEach(stored::add);
    batches.end(read.stream().map(one -> result(one, stored)).toList());
  }

  private static Result result(Read one, Set<Read> stored) {
    long millis = one.outcome().durationMillis();
    return stored.contains(one)
        ? new Result.Stored(one.page(), millis, confidence(one))
        : new Result.LeftAlone(one.page(), millis);
  }

  private List<Revisions.Recognition> recognitions(List<Read> read) {
    return read.stream().map(this::recognition).toList();
  }

  private Revisions.Recognition recognition(Read one) {
    return new Revisions.Recognition(
        one.page().pageId(),
        one.page().task().id(),
        one.page().baseVersion(),
        one.recognised().text(),
        one.recognised().provenance(),
        one.outcome().imageHash(),
        clock.instant());
  }

  private static @Nullable Double confidence(Read one) {
    OptionalDouble confidence = one.recognised().text().confidence();
    return confidence.isPresent() ? confidence.getAsDouble() : null;
  }

  private Verdict applyAlone(PageOutcome outcome) {
    Optional<Awaited> page = flow.lockIfAwaited(outcome.taskId(), outcome.page(), outcome.ticket());
    if (page.isEmpty()) {
      return Verdict.STALE;
    }
    return switch (outcome.outcome()) {
      case Outcome.Recognised recognised -> {
        flow.interrupted(
            page.get(), "wrong-image", "The worker read another image than the page's.");
        yield Verdict.WRONG_IMAGE;
      }
      case Outcome.Rejected(String cause, String reason) -> {
        flow.failed(page.get(), outcome.durationMillis(), cause, reason);
        yield Verdict.APPLIED;
      }
      case Outcome.Interrupted(String cause, String reason) -> {
        interrupted(page.get(), cause, reason);
        yield Verdict.APPLIED;
      }
    };
  }

  private void interrupted(Awaited page, String cause, String reason) {
    switch (cause) {
      case "stopping", "cancelled" -> flow.givenBack(page);
      default -> flow.interrupted(page, cause, reason);
    }
  }
}
