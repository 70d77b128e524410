package org.kalanjiyam.ocr.server.budget;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.Tariff;
import org.kalanjiyam.ocr.server.budget.Spending.Sum;
import org.springframework.stereotype.Service;

/**
 * Keeps paid engines within their budgets: a page is handed out only if what it likely costs, with
 * all that is out already, still fits. Thread-safe.
 */
@Service
public class Budgets {
  /** From so many pages on, what they cost says more than the price list. */
  private static final int ENOUGH_PAGES = 10;

  private final InstalledEngines engines;
  private final Spending spending;

  Budgets(InstalledEngines engines, Spending spending) {
    this.engines = engines;
    this.spending = spending;
  }

  /**
   * How many more pages may be handed out.
   *
   * @param wanted at most so many
   * @param outOfTask pages of the task that are out now
   * @param outOfEngine pages of the engine that are out now, the task's among them
   */
  public Allowance allowance(
      String engine, UUID taskId, int wanted, int outOfTask, int outOfEngine) {
    Optional<Tariff> tariff = tariff(engine);
    if (tariff.isEmpty()) {
      return new Allowance.Pages(wanted);
    }
    Sum month = spending.ofMonth(engine);
    long page = Math.max(1, likely(tariff.get(), month));
    long byTask =
        room(tariff.get().taskBudget(), spending.ofTask(taskId).micros(), outOfTask, page);
    long byMonth = room(tariff.get().monthBudget(), month.micros(), outOfEngine, page);
    String currency = tariff.get().currency();
    if (byTask <= 0 && outOfTask == 0) {
      return new Allowance.UsedUp(
          ("This task's budget of %s is used up. Raise 'budget: task' of the engine in engines.yaml"
                  + " and resume the task, or cancel it and start another for the pages that are"
                  + " left.")
              .formatted(Money.ofMicros(tariff.get().taskBudget().orElse(0), currency)));
    }
    if (byMonth <= 0 && outOfEngine == 0) {
      return new Allowance.UsedUp(
          ("The engine's budget of %s for this month is used up. Wait for the next month (UTC), or"
                  + " raise 'budget: month' of the engine in engines.yaml; then resume the"
                  + " task.")
              .formatted(Money.ofMicros(tariff.get().monthBudget().orElse(0), currency)));
    }
    return new Allowance.Pages((int) Math.clamp(Math.min(byTask, byMonth), 0, wanted));
  }

  private static long room(OptionalLong budget, long spent, int out, long page) {
    return budget.isEmpty()
        ? Integer.MAX_VALUE
        : Math.floorDiv(budget.getAsLong() - spent, page) - out;
  }

  private static long likely(Tariff tariff, Sum month) {
    return month.pages() < ENOUGH_PAGES ? tariff.microsPerPage() : month.micros() / month.pages();
  }

  private Optional<Tariff> tariff(String engine) {
    return engines.find(engine).flatMap(one -> one.tariff(engines.environment()));
  }

  /** What so many pages likely cost; empty where the engine costs nothing, or does not say. */
  public Optional<Money> likelyCost(String engine, int pages) {
    return tariff(engine)
        .map(
            tariff ->
                Money.ofMicros(
                    likely(tariff, spending.ofMonth(engine)) * pages, tariff.currency()));
  }

  /** What a task has cost so far; empty where its engine costs nothing, or does not say. */
  public Optional<Money> costOf(String engine, UUID taskId) {
    return tariff(engine)
        .map(tariff -> Money.ofMicros(spending.ofTask(taskId).micros(), tariff.currency()));
  }
}
