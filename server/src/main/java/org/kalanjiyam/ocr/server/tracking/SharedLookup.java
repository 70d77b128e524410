package org.kalanjiyam.ocr.server.tracking;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.server.tracking.ProgressSubscriber.News;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One watched task, shared by all its watchers: what is known of it, and news as it comes. News is
 * put in one place that all read without a lock, then everybody is woken: thousands who each had to
 * take the same lock would hear of it one after the other.
 */
final class SharedLookup {
  private static final Logger log = LoggerFactory.getLogger(SharedLookup.class);

  /** Changes that come faster than this are looked up together. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final UUID id;
  private final Tasks tasks;
  private final TaskPages taskPages;
  private final AtomicInteger nudges = new AtomicInteger();
  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
  private final EndedPages ended = new EndedPages();
  private volatile boolean closed;
  private volatile @Nullable Known known;

  SharedLookup(UUID id, Tasks tasks, TaskPages taskPages) {
    this.id = id;
    this.tasks = tasks;
    this.taskPages = taskPages;
  }

  /**
   * What is known of the task.
   *
   * @param pages how many of the ended pages belong to it
   * @param from the version after which every page that ended is among them
   * @param step what is new for those who know the version before, as most do
   * @param before that version
   */
  private record Known(
      Task task, int pages, Set<Integer> inWork, long from, long before, News step) {}

  /** Wakes all who wait, since the server stops. */
  void close() {
    closed = true;
    waiters.forEach(Waiter::wake);
  }

  boolean closed() {
    return closed;
  }

  void enter(Waiter waiter) {
    waiters.add(waiter);
  }

  /** One watcher less; true if it was the last. Called where {@link #enter} is, never at once. */
  boolean leave(Waiter waiter) {
    waiters.remove(waiter);
    return waiters.isEmpty();
  }

  /** Wakes those who have waited for as long as they wanted to. */
  void wakeTheLate() {
    long now = System.nanoTime();
    waiters.forEach(waiter -> waiter.wakeIfLate(now));
  }

  /** Looks the task up soon; nudges that come meanwhile are one. */
  void nudge() {
    if (nudges.getAndIncrement() == 0) {
      Thread.ofVirtual().name("watch").start(this::lookUp);
    }
  }

  private void lookUp() {
    int seen;
    do {
      seen = nudges.get();
      try {
        look();
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DataAccessException | TransactionException e) {
        log.debug("Task {} is looked up later: {}", id, e.getMessage());
      }
    } while (!nudges.compareAndSet(seen, 0));
  }

  private void look() {
    Known last = known;
    Task now = tasks.find(id).orElse(null);
    if (now == null || (last != null && now.version() <= last.task().version())) {
      return;
    }
    long before = last == null ? now.version() : last.task().version();
    List<TaskPage> pages =
        last == null ? List.of() : upTo(now.version(), taskPages.pagesEndedSince(id, before));
    Set<Integer> active = Set.copyOf(taskPages.pagesInWork(id));
    known =
        new Known(
            now,
            ended.add(pages),
            active,
            last == null ? before : last.from(),
            before,
            new News(now, pages, active));
    waiters.forEach(Waiter::wake);
  }

  /** Waits until there is news after a version, at most so long; null if there is none. */
  @Nullable News await(Waiter waiter, long version, Duration most) throws InterruptedException {
    waiter.begin(most);
    try {
      Known now = known;
      while (now == null || now.task().version() <= version) {
        if (closed || waiter.late()) {
          return null;
        }
        waiter.park(this);
        now = known;
      }
      return newsAfter(version, now);
    } finally {
      waiter.end();
    }
  }

  private News newsAfter(long version, Known now) {
    if (version == now.before()) {
      return now.step();
    }
    List<TaskPage> pages =
        version >= now.from()
            ? ended.after(version, now.pages())
            : upTo(now.task().version(), taskPages.pagesEndedSince(id, version));
    return new News(now.task(), pages, now.inWork());
  }

  private static List<TaskPage> upTo(long version, List<TaskPage> pages) {
    return pages.stream().filter(page -> EndedPages.version(page) <= version).toList();
  }
}
