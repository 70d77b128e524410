package org.kalanjiyam.ocr.server.tracking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPage;

/** One who watches a task; for one thread. */
public final class ProgressSubscriber implements AutoCloseable {
  private final SharedLookup shared;
  private final Waiter waiter;
  private final Runnable leave;
  private long version;

  ProgressSubscriber(SharedLookup shared, Waiter waiter, long since, Runnable leave) {
    this.shared = shared;
    this.waiter = waiter;
    this.version = since;
    this.leave = leave;
  }

  /**
   * What is new.
   *
   * @param task the task as it is now
   * @param ended pages that ended since the last news, in that order
   * @param inWork numbers of the pages that workers read now
   */
  public record News(Task task, List<TaskPage> ended, Set<Integer> inWork) {}

  /**
   * Waits for news.
   *
   * @param most how long at most, give or take half a second
   * @return empty if there was none in that time
   */
  public Optional<News> await(Duration most) throws InterruptedException {
    News news = shared.await(waiter, version, most);
    if (news != null) {
      version = news.task().version();
    }
    return Optional.ofNullable(news);
  }

  /** Whether nothing more will come, because the server stops. */
  public boolean closing() {
    return shared.closed();
  }

  @Override
  public void close() {
    leave.run();
  }
}
