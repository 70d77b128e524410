package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.Path;

/** A file that somebody sends. */
public interface UploadedFile {

  /** The name that its sender gave it, for messages and order; never a path here. */
  String name();

  /** Puts its bytes into a new file. */
  void moveTo(Path file) throws IOException;
}
