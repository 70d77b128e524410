package org.kalanjiyam.ocr.server.parser;

import java.nio.file.Path;

/** What a parser process is asked to do. */
sealed interface Request {

  /** Tells how many pages a file has. */
  record CountPages(Path file, FileKind kind, Care care) implements Request {}

  /**
   * Writes a page's image to a file.
   *
   * @param index from 0
   */
  record WritePage(Path file, FileKind kind, int index, Path target) implements Request {}

  /** Unpacks a ZIP of images into a folder, so many bytes at most. */
  record Unpack(Path zip, String name, Path folder, long room, int maxFiles) implements Request {}

  /**
   * Writes a picture as JPEG.
   *
   * @param every only every n-th pixel of every n-th row
   * @param width to be scaled to; 0: as it is
   */
  record MakeJpeg(Path file, int every, int width, Path target) implements Request {}

  /**
   * Writes an upright picture turned clockwise.
   *
   * @param degrees 90, 180 or 270
   */
  record Rotate(Path file, FileKind kind, int degrees, Path target) implements Request {}

  /** Lets go of a file. */
  record Release(Path file) implements Request {}
}
