package org.kalanjiyam.ocr.server.proof;

import java.util.List;
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
    return withText(page, newest(page));
  }

  /** A page's newest revision now; empty if it has no text. */
  public Optional<Revision> newest(Page page) {
    return revisions.newest(page.id());
  }

  /** A page with a revision of its own that was looked up already. */
  public PageWithText withText(Page page, Optional<Revision> newest) {
    Optional<Revisions.LastReading> reading =
        newest.isEmpty() ? Optional.empty() : reading(page, newest.get());
    return new PageWithText(
        page,
        newest.map(Revision::version).orElse(0),
        newest.map(Revision::text).orElse(""),
        reading.map(Revisions.LastReading::engine).orElse(null),
        reading.map(Revisions.LastReading::language).orElse(null),
        newest.map(Revision::confidence).orElse(null),
        newest.map(Revision::outdated).orElse(false),
        newest.map(Revision::placedLines).orElseGet(List::of));
  }

  private Optional<Revisions.LastReading> reading(Page page, Revision newest) {
    return newest.engine() == null
        ? revisions.lastReading(page.id())
        : Optional.of(new Revisions.LastReading(newest.engine(), newest.language()));
  }
}
