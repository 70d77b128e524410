package org.kalanjiyam.ocr.server.proof;

import java.util.Optional;
import org.kalanjiyam.ocr.server.project.Page;
import org.springframework.stereotype.Service;

/** Pages with their newest texts. Thread-safe. */
@Service
public class Pages {
  private final Revisions revisions;

  Pages(Revisions revisions) {
    this.revisions = revisions;
  }

  /** A page with the newest text that it has now; an empty one if it has none. */
  public PageWithText withText(Page page) {
    Optional<Revision> newest = revisions.newest(page.id());
    Optional<Revisions.LastReading> reading = revisions.lastReading(page.id());
    return new PageWithText(
        page,
        newest.map(Revision::version).orElse(0),
        newest.map(Revision::text).orElse(""),
        reading.map(Revisions.LastReading::engine).orElse(null),
        reading.map(Revisions.LastReading::language).orElse(null),
        newest.map(Revision::confidence).orElse(null),
        newest.map(Revision::placedLines).orElseGet(java.util.List::of));
  }
}
