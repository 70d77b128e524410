package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data folder for one run, below the cache folder and so on a disk and not in memory. What runs
 * that were killed left behind, folders and processes, goes when the next one starts.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TemporaryFolder.class);

  private static final int TRIES = 10;

  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /** Makes one, and removes those of dead processes. */
  public static TemporaryFolder make() {
    try {
      Path all = DataFolder.makePrivate(CacheFolder.root().resolve("runs"));
      try (Stream<Path> old = Files.list(all)) {
        old.filter(Files::isDirectory).forEach(TemporaryFolder::removeIfStale);
      }
      return new TemporaryFolder(Files.createTempDirectory(all, "run-"));
    } catch (IOException e) {
      throw new StartRefused("No temporary folder can be made: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** Deletes the folder. */
  @Override
  public void close() {
    for (int tries = TRIES; tries > 0; tries--) {
      try {
        FileTree.delete(path);
        return;
      } catch (DirectoryNotEmptyException e) {
        log.debug("Somebody wrote a last file into {}", path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    log.warn("The folder of a run stays: {}", path);
  }

  private static void removeIfStale(Path folder) {
    Path lock = folder.resolve("lock");
    if (!Files.exists(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock(0, 1, false)) {
      if (held != null) {
        BundledRedis.endOrphan(folder);
        BundledPostgres.endOrphan(folder);
        FileTree.delete(folder);
      }
    } catch (IOException e) {
      log.warn("What is left of an earlier run stays: {}", folder, e);
    }
  }
}
