package org.kalanjiyam.ocr.server.tracking;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Tasks tasks;
  private final TaskPages taskPages;
  private final ProgressChannels channels;
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
    SharedLookup shared =
        watched.compute(
            task.id(),
            (id, known) -> {
              SharedLookup one = known == null ? new SharedLookup(id, tasks, taskPages) : known;
              one.enter();
              return one;
            });
    if (stopping) {
      shared.close();
    }
    channels.open(task.id());
    shared.nudge();
    return new ProgressSubscriber(shared, since, () -> leave(task.id()));
  }

  /** How many tasks are watched here. */
  int size() {
    return watched.size();
  }

  private void leave(UUID id) {
    watched.computeIfPresent(id, (key, one) -> one.leave() ? null : one);
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
