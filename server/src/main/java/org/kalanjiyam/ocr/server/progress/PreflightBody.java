package org.kalanjiyam.ocr.server.progress;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.budget.Money;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.progress.Preflight.Found;
import org.kalanjiyam.ocr.server.task.StartPlan;

/**
 * What a start would do, as programs see it.
 *
 * @param ready whether it would be accepted now
 * @param problem why not, and what to do; null if it would
 * @param engineNote what is missing of the engine, or that pages will wait for a worker
 * @param pagesToRead pages that would be read
 * @param pagesLeftAlone pages that somebody edited, and the scope leaves alone
 * @param pagesAlreadyRead pages whose text by this engine would be kept rather than read again
 * @param pagesAhead pages of other tasks that wait for the same engine
 * @param etaSeconds most likely time till the end; null where nothing is known to tell it from
 * @param likelyCost what it likely costs; null where the engine costs nothing
 */
public record PreflightBody(
    boolean ready,
    @Nullable String problem,
    String engine,
    boolean engineReady,
    @Nullable String engineNote,
    int slots,
    boolean paid,
    String language,
    boolean languageReady,
    int pagesToRead,
    int pagesLeftAlone,
    int pagesAlreadyRead,
    int pagesOutdated,
    int pagesAhead,
    @Nullable Long etaSeconds,
    @Nullable Long etaLowSeconds,
    @Nullable Long etaHighSeconds,
    @Nullable Money likelyCost) {

  /** The body for what was found. */
  public static PreflightBody of(Found found) {
    StartPlan plan = found.plan();
    Engine engine = found.engine();
    return new PreflightBody(
        found.ready(),
        plan.refusal(),
        plan.engine(),
        engine != null && engine.available(),
        engine == null ? null : engine.reason(),
        engine == null ? 0 : engine.slots(),
        engine != null && engine.paid(),
        plan.language(),
        found.languageKnown(),
        plan.toRead(),
        plan.leftAlone(),
        plan.alreadyRead(),
        plan.outdated(),
        found.ahead(),
        found.time().seconds(),
        found.time().low(),
        found.time().high(),
        found.cost());
  }
}
