package org.kalanjiyam.ocr.server.dispatch;

import java.time.Instant;
import java.util.List;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;

/** What a worker of the stand-in engine says of itself. */
public final class Announcements {
  private Announcements() {}

  /** With its languages, English and Sanskrit. */
  public static WorkerAnnouncement of(String worker, int slots, boolean leaving) {
    return new WorkerAnnouncement(
        WorkCodec.VERSION,
        worker,
        "scriptorium",
        Instant.now(),
        "1",
        StandInProvider.NAME,
        "1",
        false,
        slots,
        List.of(new Language("eng", "English"), new Language("san", "Sanskrit")),
        List.of(),
        leaving);
  }
}
