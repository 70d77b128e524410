package org.kalanjiyam.ocr.server.tracking;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskChanged;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells watchers how tasks get on. However many watch a task, each change of it is looked up once:
 * a nudge (this server's own change, or another's over Redis) only says "look again", and SQL says
 * what is new, so nudges may be lost, late or doubled. Without nudges every watched task is looked
 * at every two seconds. Thread-safe.
 */
@Service
public class ProgressFeed {
  private static final Duration BEAT = Duration.ofMillis(500);

  private final Tasks tasks;
  private final TaskPages taskPages;
  private final ProgressChannels channels;
  private final AtomicBoolean beating = new AtomicBoolean();
  private volatile boolean stopping;
  private final Map<UUID, SharedLookup> watched = new ConcurrentHashMap<>();

  ProgressFeed(Tasks tasks, TaskPages taskPages, ProgressChannels channels) {
    this.tasks = tasks;
    this.taskPages = taskPages;
    this.channels = channels;
    channels.onMessage(this::nudge);
  }

  /**
   * Watches a task from now on; close the watcher when done.
   *
   * @param since the version of the task that the watcher knows already; pages that ended later are
   *     told again, from SQL
   */
  public ProgressSubscriber watch(Task task, long since) {
    Waiter waiter = new Waiter();
    SharedLookup shared =
        watched.compute(
            task.id(),
            (id, known) -> {
              SharedLookup one = known == null ? new SharedLookup(id, tasks, taskPages) : known;
              one.enter(waiter);
              return one;
            });
    beat();
    if (stopping) {
      shared.close();
    }
    channels.open(task.id());
    shared.nudge();
    return new ProgressSubscriber(shared, waiter, since, () -> leave(task.id(), waiter));
  }

  /** How many tasks are watched here. */
  int size() {
    return watched.size();
  }

  private void leave(UUID id, Waiter waiter) {
    watched.computeIfPresent(id, (key, one) -> one.leave(waiter) ? null : one);
    if (!watched.containsKey(id)) {
      channels.close(id);
    }
  }

  /** Lets all watchers go, so that they look for another server rather than at old figures. */
  @EventListener
  void on(ContextClosedEvent event) {
    stopping = true;
    watched.values().forEach(SharedLookup::close);
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(TaskChanged event) {
    nudge(event.task().id());
  }

  /** While anybody watches, one thread wakes whoever has waited for long enough. */
  private void beat() {
    if (beating.compareAndSet(false, true)) {
      Thread.ofVirtual().name("beat").start(this::wakeTheLate);
    }
  }

  private void wakeTheLate() {
    try {
      while (!watched.isEmpty()) {
        TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
        watched.values().forEach(SharedLookup::wakeTheLate);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      beating.set(false);
    }
    if (!watched.isEmpty()) {
      beat();
    }
  }

  @Scheduled(fixedDelay = 2000)
  void lookAtAll() {
    watched.values().forEach(SharedLookup::nudge);
  }

  private void nudge(UUID id) {
    SharedLookup one = watched.get(id);
    if (one != null) {
      one.nudge();
    }
  }
}
