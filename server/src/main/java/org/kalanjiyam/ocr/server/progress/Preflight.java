package org.kalanjiyam.ocr.server.progress;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.budget.Budgets;
import org.kalanjiyam.ocr.server.budget.Money;
import org.kalanjiyam.ocr.server.dispatch.Engines;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.progress.Slots.Share;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.StartPlan;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.springframework.stereotype.Service;

/** Looks ahead before a start: what would be read, by whom, and how long that likely takes. */
@Service
public class Preflight {
  private static final int FEWEST_BEFORE = 3;

  private final TaskStart start;
  private final Engines engines;
  private final SpeedHistory paces;
  private final Slots slots;
  private final Foretellings foretellings;
  private final Budgets budgets;

  Preflight(
      TaskStart start,
      Engines engines,
      SpeedHistory paces,
      Slots slots,
      Foretellings foretellings,
      Budgets budgets) {
    this.foretellings = foretellings;
    this.budgets = budgets;
    this.start = start;
    this.engines = engines;
    this.paces = paces;
    this.slots = slots;
  }

  /**
   * What was found.
   *
   * @param engine the engine asked for; null if there is none of that name
   * @param languageKnown whether the engine reads the language
   * @param ahead pages of other tasks that wait for the same engine
   * @param time how long it likely takes, waiting included; unknown where this engine has not read
   *     this language here, or no worker is there
   * @param cost what it likely costs; null where the engine costs nothing
   */
  public record Found(
      StartPlan plan,
      @Nullable Engine engine,
      boolean languageKnown,
      int ahead,
      Estimate time,
      @Nullable Money cost) {

    /** Whether a start would be accepted. */
    public boolean ready() {
      return plan.refusal() == null;
    }
  }

  /** Looks ahead; changes nothing. */
  public Found look(Project project, StartRequest request, Person by) {
    StartPlan plan = start.plan(project, request);
    Engine engine =
        engines.all().stream()
            .filter(one -> one.name().equals(request.engine()))
            .findFirst()
            .orElse(null);
    boolean language = engine != null && knows(engine, plan.language());
    return new Found(
        plan,
        engine,
        language,
        slots.ahead(request.engine()),
        time(plan, request, by),
        budgets.likelyCost(request.engine(), plan.toRead()).orElse(null));
  }

  private static boolean knows(Engine engine, String language) {
    List<String> codes = engine.languages().stream().map(one -> one.code()).toList();
    return List.of(language.split("\\+")).stream().allMatch(codes::contains);
  }

  private Estimate time(StartPlan plan, StartRequest request, Person by) {
    Optional<RecognitionSpeed> before =
        paces.before(plan.engine(), plan.language()).filter(p -> p.weight() >= FEWEST_BEFORE);
    if (before.isEmpty() || plan.toRead() == 0) {
      return Estimate.UNKNOWN;
    }
    RecognitionSpeed pace = before.get().asForAnotherBook();
    double megapixels = plan.pixels() / 1e6;
    Optional<Share> share =
        slots.ifStarted(
            request.engine(),
            request.priority(),
            by.id(),
            megapixels * pace.secondsPerMegapixel(),
            plan.toRead(),
            pace);
    return share
        .map(s -> new TimeLeft.Known(megapixels, plan.toRead(), pace, s.slots(), s.shared()))
        .map(known -> TimeLeft.of(known, foretellings.of(plan.engine()).at(0)))
        .map(left -> Estimates.estimate(null, left))
        .orElse(Estimate.UNKNOWN);
  }
}
