package org.kalanjiyam.ocr.server.proof;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
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
  private final Clock clock;
  private final TransactionTemplate transaction;

  Proofing(Revisions revisions, Clock clock, TransactionTemplate transaction) {
    this.revisions = revisions;
    this.clock = clock;
    this.transaction = transaction;
  }

  /**
   * Saves a text as a page's newest revision, in Unicode NFC, with line feeds. A text that is the
   * newest one already adds none.
   *
   * @param base the version that was edited, 0 for a page without text: if another is the newest
   *     now, nothing is saved
   */
  public SaveResult save(Page page, String text, int base, Person by) {
    if (text.length() > MOST_CHARACTERS) {
      return new SaveResult.Unfit(
          "A page's text may have at most %d characters".formatted(MOST_CHARACTERS));
    }
    if (text.indexOf('\0') >= 0) {
      return new SaveResult.Unfit(
          "The text has the character U+0000 in it, which no text may have");
    }
    if (hasLoneSurrogate(text)) {
      return new SaveResult.Unfit("The text has half a character in it and cannot be stored");
    }
    String clean =
        Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
    return requireNonNull(transaction.execute(status -> saveClean(page, clean, base, by)));
  }

  private SaveResult saveClean(Page page, String text, int base, Person by) {
    Optional<Revision> current = revisions.newest(page.id());
    int version = current.map(Revision::version).orElse(0);
    String newest = current.map(Revision::text).orElse("");
    if (text.equals(newest)) {
      return new SaveResult.Saved(version);
    }
    if (version == base && revisions.claimNext(page.id(), base)) {
      List<TextLine> old = current.map(Revision::placedLines).orElse(List.of());
      Box sheet = new Box(0, 0, page.width(), page.height());
      revisions.addEdited(
          page, base + 1, text, Alignment.place(old, text, sheet), by, clock.instant());
      return new SaveResult.Saved(base + 1);
    }
    return revisions
        .newest(page.id())
        .map(winner -> new SaveResult.Conflict(winner.text(), winner.version()))
        .orElse(new SaveResult.Conflict("", 0));
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /**
   * Calls a page finished.
   *
   * @param version the version that was looked at: another than the newest is refused
   * @return whether it was the newest
   */
  public boolean markProofed(Page page, int version) {
    return revisions.markProofed(page.id(), version, clock.instant());
  }

  /** Calls a page unfinished again. */
  public void unmarkProofed(Page page) {
    revisions.unmarkProofed(page.id());
  }
}
