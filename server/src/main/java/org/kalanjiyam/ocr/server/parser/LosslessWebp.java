package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plain lossless WebP says in its 25th byte whether it has transparency. */
final class LosslessWebp {
  private static final int FLAGS = 24;
  private static final int ALPHA = 0x10;

  private LosslessWebp() {}

  static boolean hasAlpha(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(FLAGS + 1);
      String chunk = new String(head, 0, Math.min(16, head.length), StandardCharsets.ISO_8859_1);
      return head.length > FLAGS && chunk.endsWith("VP8L") && (head[FLAGS] & ALPHA) != 0;
    }
  }
}
