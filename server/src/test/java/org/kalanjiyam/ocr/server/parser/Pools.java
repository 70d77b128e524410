package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real parser processes, shared by the tests of this JVM. */
public final class Pools {
  private static final ImageWorkPool SHARED = open(150);

  private Pools() {}

  /** Two processes, for pages of up to 150 megapixels. */
  public static ImageWorkPool shared() {
    return SHARED;
  }

  /** Two processes of one's own; they end with this JVM if they are not closed before. */
  public static ImageWorkPool open(int maxMegapixels) {
    try {
      Path temporary = Files.createTempDirectory("kalanjiyam-parser-");
      ImageWorkPool pool = new ImageWorkPool(2, temporary, maxMegapixels, 512);
      Runtime.getRuntime().addShutdownHook(new Thread(pool::close, "end-of-parsers"));
      return pool;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
