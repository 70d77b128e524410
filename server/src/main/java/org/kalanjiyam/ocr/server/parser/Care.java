package org.kalanjiyam.ocr.server.parser;

/** How closely a file is looked at. */
public enum Care {
  /** Its header. */
  HEADER,
  /** A single image is decoded, to see whether it is whole. */
  WHOLE
}
