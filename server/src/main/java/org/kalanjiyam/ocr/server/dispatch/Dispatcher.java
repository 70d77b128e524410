package org.kalanjiyam.ocr.server.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.kalanjiyam.ocr.server.budget.Allowance;
import org.kalanjiyam.ocr.server.budget.Budgets;
import org.kalanjiyam.ocr.server.task.DispatchQueue;
import org.kalanjiyam.ocr.server.task.DispatchQueue.Out;
import org.kalanjiyam.ocr.server.task.DispatchQueue.Turn;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.TaskChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps each engine's queue filled up to its {@link Window}. One thread of its own; woken by
 * whatever may have made room or work, and every second in any case. Over several servers an
 * advisory lock lets one hand out at a time.
 *
 * <p>Pages are sent inside the SQL transaction that gives them their tickets: if it does not
 * commit, the tickets that were sent are worth nothing, and the pages go out again with new ones.
 */
@Component
class Dispatcher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final long TICK_MILLIS = 1000;

  /** Whatever makes room so soon after something else did is filled with it. */
  private static final long SOON_MILLIS = 5;

  private final Workers workers;
  private final DispatchQueue queue;
  private final PageFlow flow;
  private final PageSender sender;
  private final Budgets budgets;
  private final PageSpeeds speeds;
  private final DispatchLock lock;
  private final PageLog pageLog;
  private final TransactionTemplate transaction;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;
  private boolean inTrouble;

  Dispatcher(
      Workers workers,
      DispatchQueue queue,
      PageFlow flow,
      PageSender sender,
      Budgets budgets,
      PageSpeeds speeds,
      DispatchLock lock,
      PageLog pageLog,
      TransactionTemplate transaction) {
    this.workers = workers;
    this.queue = queue;
    this.flow = flow;
    this.sender = sender;
    this.budgets = budgets;
    this.speeds = speeds;
    this.lock = lock;
    this.pageLog = pageLog;
    this.transaction = transaction;
  }

  /** Something may have made room or work. */
  void nudge() {
    wake.release();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(TaskChanged event) {
    switch (event.change()) {
      case STARTED, RESUMED, PAGE_ENDED, PAGE_RETURNED, ENDED, CANCELLED, PAUSED -> nudge();
      case PAGE_BEGAN -> {}
    }
  }

  /** Fills every engine's window once. */
  void fill() {
    workers.slotsByEngine().forEach((engine, slots) -> fill(engine, window(engine, slots), 1));
  }

  /** Fills windows that have room for some pages, so that these are handed out together. */
  private void fillWhereWorthwhile() {
    workers
        .slotsByEngine()
        .forEach(
            (engine, slots) -> {
              int window = window(engine, slots);
              fill(engine, window, Window.worthwhile(slots, window));
            });
  }

  private int window(String engine, int slots) {
    return Window.pages(slots, speeds.of(engine));
  }

  private void fill(String engine, int window, int least) {
    transaction.executeWithoutResult(
        status -> {
          if (!lock.take(engine)) {
            return;
          }
          Out out = queue.out(engine);
          int room = window - out.pages();
          if (room >= least) {
            Out before = new Out(Map.copyOf(out.byPerson()), Map.copyOf(out.byTask()));
            send(engine, affordable(engine, before, queue.next(engine, out, room)));
          }
        });
  }

  /** As many pages as can be paid for; a task that can pay for none any more is paused. */
  private List<Turn> affordable(String engine, Out out, List<Turn> turns) {
    List<Turn> affordable = new ArrayList<>();
    int outOfEngine = out.pages();
    for (Turn turn : turns) {
      int outOfTask = out.byTask().getOrDefault(turn.taskId(), 0);
      switch (budgets.allowance(engine, turn.taskId(), turn.pages(), outOfTask, outOfEngine)) {
        case Allowance.Pages(int most) when most > 0 -> {
          affordable.add(new Turn(turn.taskId(), most));
          outOfEngine += most;
        }
        case Allowance.Pages none -> {
          // What is out has not said yet what it costs.
        }
        case Allowance.UsedUp(String reason) -> flow.hold(turn.taskId(), reason);
      }
    }
    return affordable;
  }

  private void send(String engine, List<Turn> turns) {
    List<Handout> pages = flow.handOut(turns);
    if (!pages.isEmpty()) {
      sender.send(engine, pages);
      pageLog.sent(engine, pages);
    }
  }

  private void run() {
    while (running) {
      try {
        if (wake.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
          TimeUnit.MILLISECONDS.sleep(SOON_MILLIS);
          wake.drainPermits();
          fillWhereWorthwhile();
        } else {
          fill();
        }
        inTrouble = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DataAccessException | TransactionException | JmsException e) {
        if (running && !inTrouble) {
          log.warn("No pages can be sent now ({}); trying again every second", e.getMessage());
          inTrouble = true;
        }
      }
    }
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().name("dispatch").daemon().start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    nudge();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
