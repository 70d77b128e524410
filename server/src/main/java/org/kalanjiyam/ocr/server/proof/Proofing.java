package org.kalanjiyam.ocr.server.proof;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Page;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do to pages' texts. Thread-safe, over several servers too. */
@Service
public class Proofing {
  private static final int MOST_CHARACTERS = 1_000_000;

  private final Revisions revisions;
  private final PageStatuses statuses;
  private final AcceptedWords accepted;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Proofing(
      Revisions revisions,
      PageStatuses statuses,
      AcceptedWords accepted,
      Clock clock,
      TransactionTemplate transaction) {
    this.revisions = revisions;
    this.statuses = statuses;
    this.accepted = accepted;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** Saves a text and nothing else; see {@link #save(Page, Edit, Person)}. */
  public SaveResult save(Page page, String text, int base, Person by) {
    return save(page, Edit.of(text, base), by);
  }

  /**
   * Saves a text as a page's newest revision, in Unicode NFC, with line feeds. A text that is the
   * newest one already adds none. If another version than the edited one is the newest now, nothing
   * is saved.
   */
  public SaveResult save(Page page, Edit edit, Person by) {
    Optional<SaveResult> unfit = unfit(edit.text());
    if (unfit.isPresent()) {
      return unfit.get();
    }
    return requireNonNull(transaction.execute(status -> saveFit(page, edit.cleaned(), by)));
  }

  private static Optional<SaveResult> unfit(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.of(
          new SaveResult.Unfit(
              "A page's text may have at most %d characters".formatted(MOST_CHARACTERS)));
    }
    if (text.indexOf('\0') >= 0) {
      return Optional.of(
          new SaveResult.Unfit("The text has the character U+0000 in it, which no text may have"));
    }
    if (hasLoneSurrogate(text)) {
      return Optional.of(
          new SaveResult.Unfit("The text has half a character in it and cannot be stored"));
    }
    return Optional.empty();
  }

  private SaveResult saveFit(Page page, Edit edit, Person by) {
    Optional<Revision> current = revisions.newest(page.id());
    int version = current.map(Revision::version).orElse(0);
    if (edit.text().equals(current.map(Revision::text).orElse(""))) {
      return saved(page, version, edit, by);
    }
    if (version == edit.base() && revisions.claimNext(page.id(), version)) {
      revisions.addEdited(
          page, version + 1, edit, placed(page, current, edit.text()), by, clock.instant());
      return saved(page, version + 1, edit, by);
    }
    return conflict(page, edit);
  }

  private SaveResult saved(Page page, int version, Edit edit, Person by) {
    accepted.add(page.id(), edit.accepted(), by, clock.instant());
    if (edit.then() == Edit.Then.FINISH) {
      statuses.finish(page.id(), version, by);
    }
    return new SaveResult.Saved(version);
  }

  private static Revisions.Placed placed(Page page, Optional<Revision> current, String text) {
    Box sheet = new Box(0, 0, page.width(), page.height());
    List<TextLine> old = current.map(Revision::placedLines).orElse(List.of());
    return new Revisions.Placed(
        Alignment.place(old, text, sheet),
        TextDifference.wordsChanged(current.map(Revision::text).orElse(""), text));
  }

  private SaveResult conflict(Page page, Edit edit) {
    String base = revisions.of(page.id(), edit.base()).map(Revision::text).orElse("");
    Optional<Revision> winner = revisions.newest(page.id());
    String theirs = winner.map(Revision::text).orElse("");
    return new SaveResult.Conflict(
        theirs,
        winner.map(Revision::version).orElse(0),
        winner.map(Revision::author).orElse(null),
        Merge.of(base, edit.text(), theirs));
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
