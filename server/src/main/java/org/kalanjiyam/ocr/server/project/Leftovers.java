package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes files that a crash left behind: uploads that became no book, pages of deleted books. */
@Component
class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration SURELY_OVER = Duration.ofDays(1);

  private final BookFolder folder;
  private final ImportQueue queue;
  private final Projects projects;
  private final Clock clock;

  Leftovers(BookFolder folder, ImportQueue queue, Projects projects, Clock clock) {
    this.folder = folder;
    this.queue = queue;
    this.projects = projects;
    this.clock = clock;
  }

  @Scheduled(initialDelay = 30_000, fixedDelay = 6 * 3_600_000)
  void sweep() throws IOException {
    Set<String> needed = new HashSet<>(queue.folders());
    for (String name : folder.uploadNames()) {
      if (!needed.contains(name) && old(folder.upload(name))) {
        remove(folder.upload(name));
      }
    }
    for (Path part : folder.incoming()) {
      if (old(part)) {
        remove(part);
      }
    }
    for (String name : folder.projectNames()) {
      if (name.matches("\\d{1,18}") && projects.byId(Long.parseLong(name)).isEmpty()) {
        remove(folder.project(Long.parseLong(name)));
      }
    }
  }

  private boolean old(Path path) throws IOException {
    try {
      return Files.getLastModifiedTime(path)
          .toInstant()
          .isBefore(clock.instant().minus(SURELY_OVER));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void remove(Path path) throws IOException {
    LOG.info("{} belongs to no book; it is removed", path);
    BookFolder.delete(path);
  }
}
