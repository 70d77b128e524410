package org.kalanjiyam.ocr.server.result;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kalanjiyam.ocr.engine.Cost;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.server.budget.Spending;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Awaited;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies what workers report: text, counts, task state and history in one transaction, and only if
 * the page still waits for that very ticket. So an outcome may come twice, late or never, and
 * counts once.
 */
@Service
class Outcomes {
  private final PageFlow flow;
  private final Revisions revisions;
  private final Tasks tasks;
  private final Spending spending;
  private final Clock clock;

  Outcomes(PageFlow flow, Revisions revisions, Tasks tasks, Spending spending, Clock clock) {
    this.flow = flow;
    this.tasks = tasks;
    this.spending = spending;
    this.revisions = revisions;
    this.clock = clock;
  }

  /** What became of an outcome. */
  enum Verdict {
    APPLIED,
    /** Nobody waits for it: stale, doubled, late or foreign. */
    STALE,
    /** Made from other bytes than the page's; the page goes back. */
    WRONG_IMAGE
  }

  /** Applies an outcome. */
  @Transactional
  public Verdict apply(PageOutcome outcome) {
    count(outcome);
    Optional<Awaited> page = flow.await(outcome.taskId(), outcome.page(), outcome.ticket());
    if (page.isEmpty()) {
      return Verdict.STALE;
    }
    switch (outcome.outcome()) {
      case Outcome.Recognised recognised -> {
        if (!page.get().imageHash().equals(outcome.imageHash())) {
          flow.interrupted(
              page.get(), "wrong-image", "The worker read another image than the page's.");
          return Verdict.WRONG_IMAGE;
        }
        store(page.get(), outcome, recognised);
      }
      case Outcome.Rejected(String cause, String reason) ->
          flow.failed(page.get(), outcome.durationMillis(), cause, reason);
      case Outcome.Interrupted(String cause, String reason) ->
          interrupted(page.get(), cause, reason);
    }
    return Verdict.APPLIED;
  }

  /** What was spent counts whatever becomes of the outcome, and once for each ticket. */
  private void count(PageOutcome outcome) {
    Cost cost = outcome.cost();
    if (cost != null) {
      tasks
          .find(outcome.taskId())
          .ifPresent(
              task ->
                  spending.add(outcome.ticket(), task.id(), outcome.page(), task.engine(), cost));
    }
  }

  private void store(Awaited page, PageOutcome outcome, Outcome.Recognised recognised) {
    PageText text = recognised.text();
    OptionalInt version =
        revisions.addRecognised(
            new Revisions.Recognition(
                page.pageId(),
                page.task().id(),
                page.baseVersion(),
                text,
                recognised.provenance(),
                outcome.imageHash(),
                clock.instant()));
    if (version.isEmpty()) {
      flow.skipped(page, outcome.durationMillis());
      return;
    }
    OptionalDouble confidence = text.confidence();
    flow.done(
        page, outcome.durationMillis(), confidence.isPresent() ? confidence.getAsDouble() : null);
  }

  private void interrupted(Awaited page, String cause, String reason) {
    switch (cause) {
      case "stopping", "cancelled" -> flow.givenBack(page);
      default -> flow.interrupted(page, cause, reason);
    }
  }
}
