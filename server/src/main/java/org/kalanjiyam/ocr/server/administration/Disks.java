package org.kalanjiyam.ocr.server.administration;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.platform.FolderProperties;
import org.springframework.stereotype.Component;

/** The room that is left where this server keeps things. */
@Component
public final class Disks {
  private final FolderProperties folders;

  Disks(FolderProperties folders) {
    this.folders = folders;
  }

  /** A folder, and the file system that it is on. */
  public record Disk(String folder, long freeBytes, long totalBytes) {
    /** How much is taken, from 0 to 100. */
    public int percentUsed() {
      return totalBytes == 0 ? 0 : (int) Math.round(100.0 * (totalBytes - freeBytes) / totalBytes);
    }
  }

  /** Of each file system one; one that cannot be asked has no room. */
  public List<Disk> all() {
    Map<String, Disk> disks = new LinkedHashMap<>();
    for (Path folder : List.of(folders.dataDir(), folders.booksDir())) {
      try {
        FileStore store = Files.getFileStore(folder);
        disks.putIfAbsent(
            store.name() + " " + store.getTotalSpace(),
            new Disk(folder.toString(), store.getUsableSpace(), store.getTotalSpace()));
      } catch (IOException e) {
        disks.put(folder.toString(), new Disk(folder.toString(), 0, 0));
      }
    }
    return List.copyOf(disks.values());
  }
}
