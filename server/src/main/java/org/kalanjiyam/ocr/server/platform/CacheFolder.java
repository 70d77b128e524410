package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Unpacked programs, kept from start to start: {@code KALANJIYAM_CACHE_DIR}, else {@code
 * $XDG_CACHE_HOME/kalanjiyam}, else {@code ~/.cache/kalanjiyam}. May be deleted at any time while
 * no server runs.
 */
final class CacheFolder {
  private CacheFolder() {}

  /** Unpacks a resource into an empty folder. */
  interface Unpacking {
    void unpack(InputStream packed, Path folder) throws IOException;
  }

  /**
   * The unpacked content of a resource of the class path; unpacked by the first process that asks.
   * The folder's name carries the resource's checksum, so that another version gets another folder.
   */
  static Path unpacked(String name, String resource, Unpacking unpacking) {
    try {
      Path cache = DataFolder.makePrivate(root());
      Path folder = cache.resolve(name + "-" + version(resource));
      if (Files.isDirectory(folder)) {
        return folder;
      }
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!Files.isDirectory(folder)) {
          Path draft = Files.createTempDirectory(cache, name + "-new");
          try (InputStream packed = find(resource).openStream()) {
            unpacking.unpack(packed, draft);
          }
          Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    String own = System.getenv("KALANJIYAM_CACHE_DIR");
    if (isSet(own)) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return (isSet(xdg) ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("kalanjiyam");
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  /** Size and checksum from the archive's directory, so that nothing is read to find them. */
  private static String version(String resource) throws IOException {
    URL url = find(resource);
    if (url.openConnection() instanceof JarURLConnection jar) {
      JarEntry entry = jar.getJarEntry();
      return "%x-%08x".formatted(entry.getSize(), entry.getCrc());
    }
    throw new IOException("Not in an archive: " + url);
  }

  private static URL find(String resource) throws IOException {
    URL url = CacheFolder.class.getResource("/" + resource);
    if (url == null) {
      throw new IOException("The programs for this kind of machine are not bundled: " + resource);
    }
    return url;
  }
}
