package org.kalanjiyam.ocr.server.parser;

import java.util.List;

/** What a parser process answers. */
sealed interface Reply {

  record Pages(int count) implements Reply {}

  record Written(Picture picture) implements Reply {}

  record Unpacked(List<Entry> entries) implements Reply {}

  record Done() implements Reply {}

  /** The file is not taken, and a person may know why. */
  record Refused(UploadRefused.Reason reason, String message) implements Reply {}

  /** The file is damaged, or the disk is; for logs. */
  record Failed(String why) implements Reply {}
}
