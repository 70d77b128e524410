package org.kalanjiyam.ocr.worker;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.WorkerAnnouncement.PageInWork;

/** The pages that this process reads now, and which of them to drop. Thread-safe. */
final class PagesInWork {
  private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
  private volatile Runnable listener = () -> {};

  /** One page in work. */
  static final class Entry implements AutoCloseable {
    private final PagesInWork all;
    private final PageJob job;
    private final Instant since;
    private volatile boolean dropped;
    private volatile boolean returned;

    private Entry(PagesInWork all, PageJob job, Instant since) {
      this.all = all;
      this.job = job;
      this.since = since;
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
    Entry entry = new Entry(this, job, Instant.now());
    entries.add(entry);
    listener.run();
    return entry;
  }

  /** Stops the pages of a task; true if there are any. */
  boolean drop(UUID taskId) {
    List<Entry> dropped =
        entries.stream().filter(entry -> entry.job.taskId().equals(taskId)).toList();
    dropped.forEach(entry -> entry.dropped = true);
    return !dropped.isEmpty();
  }

  /** Whether the engine still works on a page that it was told to drop. */
  boolean hasDropped() {
    return entries.stream().anyMatch(Entry::isDropped);
  }

  void giveAllBack() {
    entries.forEach(entry -> entry.returned = true);
  }

  List<PageInWork> now() {
    return entries.stream()
        .map(entry -> new PageInWork(entry.job.taskId(), entry.job.page(), entry.since))
        .toList();
  }
}
