package org.kalanjiyam.ocr.server.project;

import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.springframework.util.unit.DataSize;

/** What a book's pages may still take on the disk. Not thread-safe. */
final class DiskBudget {
  private final DataSize whole;
  private long left;

  DiskBudget(DataSize whole, long spent) {
    this.whole = whole;
    this.left = whole.toBytes() - spent;
  }

  void spend(long bytes) throws UploadRefused {
    left -= bytes;
    if (left < 0) {
      throw UploadRefused.tooLarge(
          "with it the book takes more than the %d MB that a book may take on the disk"
              .formatted(whole.toMegabytes()));
    }
  }
}
