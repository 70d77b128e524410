package org.kalanjiyam.ocr.server.project;

import jakarta.annotation.PreDestroy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores the pages of uploads in the background, a few uploads at a time. What a crash cut off is
 * taken up again, from the first page that is not stored.
 */
@Component
class Importer {
  private static final Logger LOG = LoggerFactory.getLogger(Importer.class);
  private static final int MOST_ATTEMPTS = 4;

  private final ImportQueue queue;
  private final Projects projects;
  private final ProjectImports imports;
  private final ImageWorkPool parsers;
  private final PageStore store;
  private final BookChanges changes;
  private final BookFolder folder;
  private final TransactionTemplate transaction;
  private final ImportLimits limits;
  private final Semaphore seats;
  private final Set<Long> working = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Importer(
      ImportQueue queue,
      Projects projects,
      ProjectImports imports,
      ImageWorkPool parsers,
      PageStore store,
      BookChanges changes,
      BookFolder folder,
      TransactionTemplate transaction,
      ImportLimits limits) {
    this.queue = queue;
    this.projects = projects;
    this.imports = imports;
    this.parsers = parsers;
    this.store = store;
    this.changes = changes;
    this.folder = folder;
    this.transaction = transaction;
    this.limits = limits;
    this.seats = new Semaphore(limits.atOnce());
  }

  /** Looks for imports to work on; at start-up, every few seconds, and when told of a new one. */
  @EventListener(ApplicationReadyEvent.class)
  @Scheduled(fixedDelay = 5000, initialDelay = 5000)
  public void wake() {
    queue.renew(List.copyOf(working));
    while (!stopping && seats.tryAcquire()) {
      Optional<ImportQueue.Taken> taken = takeOne();
      if (taken.isEmpty()) {
        return;
      }
      Thread.ofVirtual()
          .name("import-" + taken.get().projectId())
          .start(() -> workAndGoOn(taken.get()));
    }
  }

  /** Looks for imports now, rather than in a few seconds; that it can't is no fault of a caller. */
  void nudge() {
    try {
      wake();
    } catch (RuntimeException e) {
      LOG.warn("A new import is begun at the next look, in 5 s at most: {}", e.toString());
    }
  }

  private Optional<ImportQueue.Taken> takeOne() {
    Optional<ImportQueue.Taken> taken = Optional.empty();
    try {
      taken = queue.take();
    } finally {
      if (taken.isEmpty()) {
        seats.release();
      }
    }
    return taken;
  }

  private void workAndGoOn(ImportQueue.Taken taken) {
    working.add(taken.projectId());
    try {
      work(taken);
    } catch (RuntimeException e) {
      LOG.error(
          "Import of project {} was cut off; it is tried again in {} s",
          taken.projectId(),
          ImportQueue.LEASE.toSeconds(),
          e);
    } finally {
      working.remove(taken.projectId());
      seats.release();
    }
    wake();
  }

  @PreDestroy
  void stop() {
    stopping = true;
  }

  private void work(ImportQueue.Taken taken) {
    long project = taken.projectId();
    if (taken.attempts() > MOST_ATTEMPTS) {
      end(taken, "Reading it was cut off %d times at the same page".formatted(MOST_ATTEMPTS));
      return;
    }
    try {
      Set<Integer> missing = missing(project);
      DiskBudget budget = new DiskBudget(limits.maxStored(), projects.storedBytes(project));
      for (PlannedFile file : queue.files(project)) {
        storeAll(taken, file, missing, budget);
      }
      if (missing.isEmpty()) {
        end(taken, "");
      }
    } catch (NoRoom e) {
      LOG.warn("The disk is full: import of project {} waits for room", project);
      imports.waits(project, "The server's disk is full; reading in goes on once there is room");
      queue.putOff(project);
    } catch (Failed e) {
      if (projects.byId(project).isEmpty()) {
        LOG.info("Project {} was deleted while its pages were read in", project);
        deleteFiles(taken);
        return;
      }
      LOG.warn("Import of project {} failed: {}", project, e.getMessage(), e.getCause());
      end(taken, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      queue.giveBack(project);
      Thread.currentThread().interrupt();
    }
  }

  private Set<Integer> missing(long project) {
    Set<Integer> missing = new TreeSet<>();
    for (PlannedFile file : queue.files(project)) {
      for (int i = 0; i < file.pageCount(); i++) {
        missing.add(file.firstPage() + i);
      }
    }
    projects.storedNumbers(project).forEach(missing::remove);
    return missing;
  }

  private void storeAll(
      ImportQueue.Taken taken, PlannedFile file, Set<Integer> missing, DiskBudget budget)
      throws Failed, NoRoom, InterruptedException {
    if (missing.stream().noneMatch(number -> indexIn(file, number) >= 0)) {
      return;
    }
    int number = file.firstPage();
    Path source = folder.upload(taken.folder()).resolve(file.file());
    try {
      for (; number < file.firstPage() + file.pageCount(); number++) {
        if (stopping) {
          queue.giveBack(taken.projectId());
          return;
        }
        if (missing.contains(number)) {
          budget.spend(
              store.store(taken.projectId(), number, source, file.kind(), indexIn(file, number)));
          missing.remove(number);
          queue.progressed(taken.projectId());
        }
      }
    } catch (UploadRefused e) {
      throw new Failed(where(file, number) + ": " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new Failed(where(file, number) + " takes too long to draw", e);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new Failed("The uploaded file is no longer there; upload it again", e);
    } catch (IOException | DataIntegrityViolationException e) {
      if (isFull()) {
        throw new NoRoom(e);
      }
      throw new Failed(where(file, number) + " is damaged and cannot be read", e);
    } finally {
      parsers.release(source);
    }
  }

  private boolean isFull() {
    try {
      return folder.isFull();
    } catch (IOException e) {
      return true;
    }
  }

  private static int indexIn(PlannedFile file, int number) {
    int index = number - file.firstPage();
    return index < file.pageCount() ? index : -1;
  }

  private static String where(PlannedFile file, int number) {
    return file.pageCount() == 1
        ? file.name()
        : "Page %d of %s".formatted(number - file.firstPage() + 1, file.name());
  }

  /** Ends the import, as failed if there is a reason. */
  private void end(ImportQueue.Taken taken, String failure) {
    transaction.executeWithoutResult(
        status -> {
          if (taken.adding()) {
            changes.closeGaps(taken.projectId());
            changes.label(taken.projectId());
            imports.becomeReady(taken.projectId(), failure);
          } else if (failure.isEmpty()) {
            imports.becomeReady(taken.projectId(), "");
          } else {
            imports.fail(taken.projectId(), failure);
          }
          queue.remove(taken.projectId());
        });
    deleteUpload(taken);
  }

  private void deleteUpload(ImportQueue.Taken taken) {
    try {
      BookFolder.delete(folder.upload(taken.folder()));
    } catch (IOException e) {
      LOG.warn("Upload {} stays on disk until the next start: {}", taken.folder(), e.toString());
    }
  }

  private void deleteFiles(ImportQueue.Taken taken) {
    deleteUpload(taken);
    try {
      BookFolder.delete(folder.project(taken.projectId()));
    } catch (IOException e) {
      LOG.warn(
          "Pages of deleted project {} stay on disk until the next start: {}",
          taken.projectId(),
          e.toString());
    }
  }

  /** The upload cannot be read in; the message tells a person why. */
  private static final class Failed extends Exception {
    Failed(String message, Exception cause) {
      super(message, cause);
    }
  }

  /** There is no room on the disk. */
  private static final class NoRoom extends Exception {
    NoRoom(Exception cause) {
      super(cause);
    }
  }
}
