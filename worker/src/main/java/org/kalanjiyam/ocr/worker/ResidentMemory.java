package org.kalanjiyam.ocr.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that a process really uses. */
final class ResidentMemory {
  private static final int PAGE_BYTES = 4096;

  private ResidentMemory() {}

  /** Resident bytes of a process; 0 where the system does not say (it has no /proc). */
  static long of(long pid) {
    try {
      String[] fields = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ");
      return Long.parseLong(fields[1]) * PAGE_BYTES;
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
