package org.kalanjiyam.ocr.engine.tesseract;

import java.util.List;
import java.util.Optional;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.tesseract.global.tesseract;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;

/**
 * Reads one page: prepares it, and turns it where it lies on its side or stands on its head. Which
 * way is up is told by reading a part both ways: it works for every script that the models read,
 * where shapes of letters tell it for some alone.
 */
final class PageReading {
  /** Of a page that makes less sense than this, it is looked whether it stands on its head. */
  private static final double MAKES_SENSE = 0.6;

  /** The other way up must read so much better. */
  private static final double BETTER = 1.2;

  private final Recogniser recogniser;
  private final Watchdog watchdog;
  private final TaskOptions.Layout layout;
  private final TextRules rules;
  private final Profile profile;

  PageReading(
      Recogniser recogniser,
      Watchdog watchdog,
      TaskOptions.Layout layout,
      TextRules rules,
      Profile profile) {
    this.recogniser = recogniser;
    this.watchdog = watchdog;
    this.layout = layout;
    this.rules = rules;
    this.profile = profile;
  }

  static int segmentation(TaskOptions.Layout layout, boolean columns) {
    return switch (layout) {
      case AUTO -> columns ? tesseract.PSM_AUTO : tesseract.PSM_SINGLE_COLUMN;
      case COLUMN -> tesseract.PSM_SINGLE_COLUMN;
      case COLUMNS -> tesseract.PSM_AUTO;
      case SPARSE -> tesseract.PSM_SPARSE_TEXT;
    };
  }

  /** Empty if it was stopped. */
  Optional<Reading> read(PIX grey) {
    if (!Sheet.isLargeEnough(grey)) {
      return blank(grey);
    }
    try (Sheet sheet = Sheet.of(grey, 0)) {
      if (sheet.isBlank()) {
        return blank(grey);
      }
      TextLayout text = sheet.layout();
      int turn = text.isLying() ? better(grey, List.of(0, 1, 3)) : 0;
      if (turn != 0) {
        return read(grey, turn);
      }
      Optional<Reading> upright = read(sheet);
      if (upright.isEmpty() || sense(upright.get().text()) >= MAKES_SENSE) {
        return upright;
      }
      int other = better(grey, text.isUnclear() ? List.of(0, 2, 1, 3) : List.of(0, 2));
      return other == 0 ? upright : read(grey, other);
    }
  }

  private static Optional<Reading> blank(PIX grey) {
    return Optional.of(new Reading(new PageText(grey.w(), grey.h(), List.of()), "blank=yes"));
  }

  private Optional<Reading> read(PIX grey, int quarters) {
    try (Sheet sheet = Sheet.of(grey, quarters)) {
      return read(sheet);
    }
  }

  private Optional<Reading> read(Sheet sheet) {
    try (PreparedPage page = sheet.prepare(profile.letterHeight())) {
      int segmentation = segmentation(layout, page.columns());
      if (!recogniser.recognise(
          page.pix(), Recogniser.PREPARED_DPI, segmentation, watchdog.monitor())) {
        return Optional.empty();
      }
      String columns = page.columns() ? " columns=yes" : "";
      PageText text = sheet.withoutDrawings(recogniser.read(page.geometry(), rules));
      return Optional.of(new Reading(text, (page.steps() + columns).strip()));
    }
  }

  /** The first of these turns, unless a part of the page reads clearly better after another. */
  private int better(PIX grey, List<Integer> turns) {
    int best = turns.getFirst();
    double most = sampleAmount(grey, best);
    for (int turn : turns.subList(1, turns.size())) {
      double amount = sampleAmount(grey, turn);
      if (amount > most * (best == 0 ? BETTER : 1)) {
        best = turn;
        most = amount;
      }
    }
    return best;
  }

  private double sampleAmount(PIX grey, int quarters) {
    try (Sheet sheet = Sheet.of(grey, quarters);
        PreparedPage page = sheet.prepare(profile.letterHeight())) {
      PIX sample = page.sample();
      try {
        boolean read =
            recogniser.recognise(
                sample, Recogniser.PREPARED_DPI, tesseract.PSM_SINGLE_BLOCK, watchdog.monitor());
        return read ? amount(recogniser.read(page.geometry(), rules)) : 0;
      } finally {
        recogniser.clear();
        leptonica.pixDestroy(sample);
      }
    }
  }

  /** How much was read with certainty: the wrong way up gives few letters, or doubtful ones. */
  private static double amount(PageText text) {
    double amount = 0;
    for (Word word : text.lines().stream().flatMap(line -> line.words().stream()).toList()) {
      double confidence = word.confidence() == null ? 0 : word.confidence();
      amount += confidence * confidence * word.text().length();
    }
    return amount;
  }

  /** How sure Tesseract is of the letters on a page, 0 to 1. */
  private static double sense(PageText text) {
    double sum = 0;
    long letters = 0;
    for (Word word : text.lines().stream().flatMap(line -> line.words().stream()).toList()) {
      Double confidence = word.confidence();
      sum += confidence == null ? 0 : confidence * word.text().length();
      letters += word.text().length();
    }
    return letters == 0 ? 0 : sum / letters;
  }
}
