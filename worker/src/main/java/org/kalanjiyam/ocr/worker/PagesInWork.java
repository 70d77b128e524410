package org.kalanjiyam.ocr.worker;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.WorkerAnnouncement.PageInWork;

/** The pages that this process reads now, and which of them to drop. Thread-safe. */
final class PagesInWork {
  private static final int REMEMBERED = 1_000;

  /** Tasks dropped of late, since a page of one may be on its way here. */
  private final Set<UUID> droppedTasks =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<UUID, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
  private volatile Runnable listener = () -> {};

  /** One page: on its way here, then in work. */
  static final class Entry implements AutoCloseable {
    private final PagesInWork all;
    private final PageJob job;
    private volatile @Nullable Instant since;
    private volatile boolean dropped;
    private volatile boolean returned;

    private Entry(PagesInWork all, PageJob job) {
      this.all = all;
      this.job = job;
    }

    /** The engine is about to read the page; false if it should not, since nobody waits for it. */
    boolean engineBegins() {
      since = Instant.now();
      all.listener.run();
      return !dropped;
    }

    /** Nobody waits for the page any more. */
    boolean isDropped() {
      return dropped;
    }

    /** The process must stop, so the page goes back. */
    boolean isGivenBack() {
      return returned;
    }

    boolean stopRequested() {
      return dropped || returned;
    }

    @Override
    public void close() {
      all.entries.remove(this);
      all.listener.run();
    }
  }

  void onChange(Runnable changed) {
    listener = changed;
  }

  Entry begin(PageJob job) {
    Entry entry = new Entry(this, job);
    entries.add(entry);
    // After the entry is seen: whichever of begin and drop comes second finds the other.
    if (droppedTasks.contains(job.taskId())) {
      entry.dropped = true;
    }
    return entry;
  }

  /** Stops the pages of a task, those still to come too; true if there are any now. */
  boolean drop(UUID taskId) {
    droppedTasks.add(taskId);
    List<Entry> dropped =
        entries.stream().filter(entry -> entry.job.taskId().equals(taskId)).toList();
    dropped.forEach(entry -> entry.dropped = true);
    return !dropped.isEmpty();
  }

  /** Whether the engine still works on a page that it was told to drop. */
  boolean hasDropped() {
    return entries.stream().anyMatch(entry -> entry.since != null && entry.dropped);
  }

  void giveAllBack() {
    entries.forEach(entry -> entry.returned = true);
  }

  List<PageInWork> now() {
    return entries.stream().flatMap(PagesInWork::inWork).toList();
  }

  private static Stream<PageInWork> inWork(Entry entry) {
    Instant since = entry.since;
    return since == null
        ? Stream.empty()
        : Stream.of(new PageInWork(entry.job.taskId(), entry.job.page(), since));
  }
}
