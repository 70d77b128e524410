package org.kalanjiyam.ocr.server.result;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.work.MalformedMessage;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;

/**
 * Reads outcomes, whose senders are not trusted: what would break a page, an export or the database
 * later is turned into an interruption of its page here.
 */
final class OutcomeCheck {
  private static final int MOST_LINES = 20_000;
  private static final int MOST_WORDS = 200_000;
  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_NAME = 200;
  private static final int LARGEST_SIDE = 100_000;
  private static final long LONGEST_MILLIS = 86_400_000;

  private OutcomeCheck() {}

  /** What tells whose outcome it is. */
  private record Ids(@Nullable UUID taskId, int page, long ticket, @Nullable String worker) {}

  /**
   * The outcome in a message.
   *
   * @throws MalformedMessage if it does not even say of which page it is
   */
  static PageOutcome read(String text) {
    try {
      PageOutcome outcome = WorkCodec.read(text, PageOutcome.class);
      String flaw = flaw(outcome);
      return flaw.isEmpty() ? clamped(outcome) : interrupted(ids(text), flaw);
    } catch (MalformedMessage e) {
      return interrupted(ids(text), "it is not an outcome");
    }
  }

  private static Ids ids(String text) {
    Ids ids = WorkCodec.read(text, Ids.class);
    if (ids.taskId() == null || ids.page() < 1) {
      throw new MalformedMessage("It does not say of which page it is", null);
    }
    return ids;
  }

  @SuppressWarnings("NullAway") // ids() has looked
  private static PageOutcome interrupted(Ids ids, String flaw) {
    String reason = "What the engine made of the page makes no sense: %s.".formatted(flaw);
    return new PageOutcome(
        WorkCodec.VERSION,
        ids.taskId(),
        ids.page(),
        ids.ticket(),
        "",
        ids.worker() == null ? "" : cut(ids.worker(), LONGEST_NAME),
        0,
        new Outcome.Interrupted("malformed-outcome", reason));
  }

  /** Empty if all is well; records come from JSON, so that anything may be null. */
  @SuppressWarnings({"NullAway", "ConstantValue"})
  private static String flaw(PageOutcome outcome) {
    if (outcome.taskId() == null || outcome.outcome() == null) {
      return "something is missing";
    }
    if (outcome.imageHash() == null || outcome.worker() == null) {
      return "something is missing";
    }
    return switch (outcome.outcome()) {
      case Outcome.Recognised(PageText text, var provenance) ->
          text == null || provenance == null ? "there is no text" : flaw(text);
      case Outcome.Rejected(String cause, String reason) -> flaw(cause, reason);
      case Outcome.Interrupted(String cause, String reason) -> flaw(cause, reason);
    };
  }

  @SuppressWarnings({"NullAway", "ConstantValue"})
  private static String flaw(String cause, String reason) {
    return cause == null || reason == null || !clean(cause) || !clean(reason)
        ? "it gives no reason"
        : "";
  }

  private static String flaw(PageText text) {
    if (text.width() < 0
        || text.height() < 0
        || text.width() > LARGEST_SIDE
        || text.height() > LARGEST_SIDE) {
      return "a page of %d by %d pixels".formatted(text.width(), text.height());
    }
    if (text.lines().size() > MOST_LINES) {
      return "more than %d lines".formatted(MOST_LINES);
    }
    int words = 0;
    for (Line line : text.lines()) {
      words += line.words().size();
      if (!placed(line.box()) || !clean(line.text()) || !allWell(line.words())) {
        return "a line or a word has no place or no text";
      }
    }
    return words > MOST_WORDS ? "more than %d words".formatted(MOST_WORDS) : "";
  }

  private static boolean allWell(List<Word> words) {
    return words.stream().allMatch(word -> placed(word.box()) && clean(word.text()));
  }

  private static boolean placed(@Nullable Box box) {
    return box != null
        && Math.abs((long) box.x1()) <= LARGEST_SIDE
        && Math.abs((long) box.y1()) <= LARGEST_SIDE
        && Math.abs((long) box.x2()) <= LARGEST_SIDE
        && Math.abs((long) box.y2()) <= LARGEST_SIDE;
  }

  /** What the database can keep: no NUL, no half of a pair. */
  private static boolean clean(@Nullable String text) {
    if (text == null) {
      return false;
    }
    return text.codePoints()
        .noneMatch(
            letter ->
                letter == 0
                    || (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE));
  }

  private static PageOutcome clamped(PageOutcome outcome) {
    return new PageOutcome(
        outcome.version(),
        outcome.taskId(),
        outcome.page(),
        outcome.ticket(),
        outcome.imageHash(),
        cut(outcome.worker(), LONGEST_NAME),
        Math.clamp(outcome.durationMillis(), 0, LONGEST_MILLIS),
        clamped(outcome.outcome()),
        outcome.cost(),
        outcome.claim());
  }

  private static Outcome clamped(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Recognised recognised -> recognised;
      case Outcome.Rejected(String cause, String reason) ->
          new Outcome.Rejected(cut(cause, LONGEST_NAME), cut(reason, LONGEST_REASON));
      case Outcome.Interrupted(String cause, String reason) ->
          new Outcome.Interrupted(cut(cause, LONGEST_NAME), cut(reason, LONGEST_REASON));
    };
  }

  private static String cut(String text, int length) {
    return text.length() <= length
        ? text
        : text.substring(0, length - 1).replaceFirst("[\\ud800-\\udbff]$", "") + "…";
  }
}
