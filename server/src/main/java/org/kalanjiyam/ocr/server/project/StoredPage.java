package org.kalanjiyam.ocr.server.project;

import org.kalanjiyam.ocr.server.parser.FileKind;

/** What became of a page when it was written to its file. */
record StoredPage(FileKind kind, String hash, long byteCount, int width, int height, int dpi) {}
