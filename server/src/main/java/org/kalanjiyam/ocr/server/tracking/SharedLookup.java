package org.kalanjiyam.ocr.server.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One watched task, shared by all its watchers: what is known of it, and news as it comes. */
final class SharedLookup {
  private static final Logger log = LoggerFactory.getLogger(SharedLookup.class);

  /** Changes that come faster than this are looked up together. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final UUID id;
  private final Tasks tasks;
  private final TaskPages taskPages;
  private final AtomicInteger nudges = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final List<TaskPage> ended = new ArrayList<>();
  private int watchers;
  private boolean closed;
  private long from = -1;
  private @Nullable Task task;
  private Set<Integer> inWork = Set.of();

  SharedLookup(UUID id, Tasks tasks, TaskPages taskPages) {
    this.id = id;
    this.tasks = tasks;
    this.taskPages = taskPages;
  }

  /**
   * What a watcher has not been told yet.
   *
   * @param inWork numbers of the pages that workers read now
   */
  record News(Task task, List<TaskPage> ended, Set<Integer> inWork) {}

  /** Wakes all who wait, since the server stops. */
  void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void enter() {
    watchers++;
  }

  /** One watcher less; true if it was the last. Called where {@link #enter} is, never at once. */
  boolean leave() {
    watchers--;
    return watchers == 0;
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
    Task now = tasks.find(id).orElse(null);
    if (now == null || (task != null && now.version() <= task.version())) {
      return;
    }
    long since = task == null ? now.version() : task.version();
    List<TaskPage> pages = task == null ? List.of() : taskPages.pagesEndedSince(id, since);
    Set<Integer> active = Set.copyOf(taskPages.pagesInWork(id));
    lock.lock();
    try {
      if (from < 0) {
        from = since;
      }
      task = now;
      pages.stream().filter(page -> endedIn(page) <= now.version()).forEach(ended::add);
      inWork = active;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is news after a version, at most so long; null if there is none. */
  @Nullable News await(long version, Duration most) throws InterruptedException {
    long nanos = most.toNanos();
    Task now;
    List<TaskPage> pages;
    Set<Integer> active;
    boolean known;
    lock.lock();
    try {
      while ((now = task) == null || now.version() <= version) {
        if (nanos <= 0 || closed) {
          return null;
        }
        nanos = news.awaitNanos(nanos);
      }
      known = version >= from;
      pages = known ? after(version) : List.of();
      active = inWork;
    } finally {
      lock.unlock();
    }
    long upTo = now.version();
    List<TaskPage> whole =
        known
            ? pages
            : taskPages.pagesEndedSince(id, version).stream()
                .filter(page -> endedIn(page) <= upTo)
                .toList();
    return new News(now, whole, active);
  }

  private List<TaskPage> after(long version) {
    int first = ended.size();
    while (first > 0 && endedIn(ended.get(first - 1)) > version) {
      first--;
    }
    return List.copyOf(ended.subList(first, ended.size()));
  }

  private static long endedIn(TaskPage page) {
    Long version = page.endedVersion();
    return version == null ? Long.MAX_VALUE : version;
  }
}
