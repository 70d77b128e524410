package org.kalanjiyam.ocr.server.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.task.EngineQueues;
import org.kalanjiyam.ocr.server.task.EngineQueues.Held;
import org.kalanjiyam.ocr.server.task.EngineQueues.State;
import org.kalanjiyam.ocr.server.task.QueueDepth;
import org.kalanjiyam.ocr.server.task.QueueDepth.Queue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The engines' queues as administrators see them, and hold them. Thread-safe. */
@Service
public class QueueControl {
  private final EngineQueues queues;
  private final QueueDepth depth;
  private final EngineNames names;
  private final Workers workers;
  private final DispatchLock lock;
  private final Dispatcher dispatcher;
  private final TransactionTemplate transaction;

  QueueControl(
      EngineQueues queues,
      QueueDepth depth,
      EngineNames names,
      Workers workers,
      DispatchLock lock,
      Dispatcher dispatcher,
      TransactionTemplate transaction) {
    this.queues = queues;
    this.depth = depth;
    this.names = names;
    this.workers = workers;
    this.lock = lock;
    this.dispatcher = dispatcher;
    this.transaction = transaction;
  }

  /**
   * A queue.
   *
   * @param since when it was paused or drained; null while it is open
   * @param by who did that
   * @param waiting pages that may be handed out
   * @param out pages that are handed out or in work
   * @param oldestWaiting when the oldest task that has pages waiting was started
   */
  public record EngineQueue(
      String engine,
      String title,
      State state,
      @Nullable Instant since,
      @Nullable String by,
      int waiting,
      int out,
      @Nullable Instant oldestWaiting,
      int slots,
      int busySlots) {}

  /** What became of a wish. */
  public enum Change {
    DONE,
    AS_IT_WAS,
    UNKNOWN_ENGINE
  }

  /** The queues of all engines that are known, held or have tasks. */
  public List<EngineQueue> all() {
    Map<String, Queue> now =
        depth.now().stream().collect(Collectors.toMap(Queue::engine, one -> one));
    Map<String, Integer> slots = workers.slots();
    Map<String, Integer> busy = workers.busySlots();
    return Stream.of(
            names.all().stream().map(Engines.Engine::name),
            now.keySet().stream(),
            queues.held().keySet().stream())
        .flatMap(engines -> engines)
        .distinct()
        .map(
            engine -> {
              Queue queue = now.getOrDefault(engine, new Queue(engine, 0, 0, null));
              Held held = queues.held(engine).orElse(null);
              return new EngineQueue(
                  engine,
                  names.engine(engine),
                  held == null ? State.OPEN : held.state(),
                  held == null ? null : held.since(),
                  held == null ? null : held.by(),
                  queue.waiting(),
                  queue.out(),
                  queue.oldest(),
                  slots.getOrDefault(engine, 0),
                  busy.getOrDefault(engine, 0));
            })
        .toList();
  }

  /** Pauses, drains or opens the queue of an engine. */
  public Change set(String engine, State state, Person by) {
    if (all().stream().noneMatch(queue -> queue.engine().equals(engine))) {
      return Change.UNKNOWN_ENGINE;
    }
    Boolean changed =
        transaction.execute(
            status -> {
              lock.await(engine);
              return queues.set(engine, state, by);
            });
    dispatcher.nudge();
    return Boolean.TRUE.equals(changed) ? Change.DONE : Change.AS_IT_WAS;
  }
}
