package org.kalanjiyam.ocr.server.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast pages are read, from the newest of them; newer ones weigh more.
 *
 * @param secondsPerMegapixel that one slot takes
 * @param variation of that from page to page: standard deviation over mean
 * @param level how much stretches of pages differ beyond that, in the same measure
 * @param weight how many equally weighed pages would tell as much
 * @param pageSeconds that one slot takes for a page
 * @param every time from the end of one page to that of the next, breaks left out; null: unknown
 */
record RecognitionSpeed(
    double secondsPerMegapixel,
    double variation,
    double level,
    double weight,
    double pageSeconds,
    @Nullable Duration every) {
  /** After so many pages at the least, an older one counts half. */
  private static final double LEAST_HALF = 24;

  private static final double MOST_HALF = 200;

  /**
   * A look far ahead is a look far back: of what is left, so much till an older page counts half.
   */
  private static final double HALF_OF_LEFT = 0.3;

  /** More pages than these need not be looked at: the older ones hardly weigh. */
  static final int MOST = 256;

  private static final double OTHER_BOOK = 4;
  private static final double SHORTEST = 0.001;
  private static final int LONG_BREAK = 8;
  private static final int STRETCH = 8;

  /** What stretches usually differ by counts as so many of them. */
  private static final double USUAL_LEVEL = 0.12;

  private static final double USUAL_STRETCHES = 3;
  private static final double LEAST_LEVEL = 0.05;

  private static final int FEWEST = 3;
  private static final int FEWEST_BEFORE = 10;

  /** With so many pages of its own, a task needs no others to tell from. */
  private static final int MANY = 64;

  private static final double WEIGHT_OF_BEFORE = 8;

  /** A page that was read; {@code seconds} in one slot. */
  record Sample(Instant endedAt, double seconds, double megapixels) {
    Sample {
      seconds = Math.max(SHORTEST, seconds);
      megapixels = Math.max(1e-6, megapixels);
    }
  }

  /**
   * From the newest pages, newest first; empty if there is none.
   *
   * @param left pages that are to be foretold
   */
  static Optional<RecognitionSpeed> of(List<Sample> newest, int left) {
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    double half = Math.clamp(left * HALF_OF_LEFT, LEAST_HALF, MOST_HALF);
    double older = Math.pow(0.5, 1 / half);
    double seconds = 0;
    double megapixels = 0;
    double weights = 0;
    double squares = 0;
    double weight = 1;
    for (Sample page : newest) {
      seconds += weight * page.seconds();
      megapixels += weight * page.megapixels();
      weights += weight;
      squares += weight * weight;
      weight *= older;
    }
    double speed = seconds / megapixels;
    return Optional.of(
        new RecognitionSpeed(
            speed,
            variation(newest, speed, older),
            level(newest, speed),
            weights * weights / squares,
            seconds / weights,
            every(newest)));
  }

  /**
   * What the time left of a task is told from: its own newest pages, and as long as they are few,
   * those that the engine read before; empty as long as that would be guessing.
   */
  static Optional<RecognitionSpeed> toTellFrom(
      @Nullable RecognitionSpeed own, int pages, Supplier<Optional<RecognitionSpeed>> lookingBack) {
    Optional<RecognitionSpeed> before = pages < MANY ? lookingBack.get() : Optional.empty();
    if (own == null || pages < FEWEST) {
      Optional<RecognitionSpeed> enough = before.filter(pace -> pace.weight() >= FEWEST_BEFORE);
      return own == null ? enough : enough.map(pace -> own.with(pace, WEIGHT_OF_BEFORE));
    }
    return Optional.of(before.map(pace -> own.with(pace, WEIGHT_OF_BEFORE)).orElse(own));
  }

  /** Together with what was known before; that weighs as much as {@code pages} pages. */
  RecognitionSpeed with(RecognitionSpeed before, double pages) {
    double share = pages / (pages + weight);
    return new RecognitionSpeed(
        mix(secondsPerMegapixel, before.secondsPerMegapixel, share),
        Math.max(variation, before.variation * share),
        mix(level, before.level, share),
        weight + pages,
        mix(pageSeconds, before.pageSeconds, share),
        every);
  }

  /** What it tells of a book that is not the one it was measured on: it counts as fewer pages. */
  RecognitionSpeed asForAnotherBook() {
    return new RecognitionSpeed(
        secondsPerMegapixel, variation, level, Math.min(weight, OTHER_BOOK), pageSeconds, every);
  }

  private static double mix(double own, double other, double share) {
    return own * (1 - share) + other * share;
  }

  private static double variation(List<Sample> pages, double speed, double older) {
    double sum = 0;
    double weights = 0;
    double weight = 1;
    for (Sample page : pages) {
      double off = page.seconds() / page.megapixels() / speed - 1;
      double counts = weight * page.megapixels();
      sum += counts * off * off;
      weights += counts;
      weight *= older;
    }
    return Math.sqrt(sum / weights);
  }

  /** How much stretches of pages differ, beyond what their pages would make them. */
  private static double level(List<Sample> pages, double speed) {
    double sum = USUAL_LEVEL * USUAL_LEVEL * USUAL_STRETCHES;
    double count = USUAL_STRETCHES;
    for (int i = 0; i + STRETCH <= pages.size(); i += STRETCH) {
      double seconds = 0;
      double megapixels = 0;
      double within = 0;
      for (Sample page : pages.subList(i, i + STRETCH)) {
        seconds += page.seconds();
        megapixels += page.megapixels();
      }
      for (Sample page : pages.subList(i, i + STRETCH)) {
        double off = page.seconds() / page.megapixels() / speed - seconds / megapixels / speed;
        within += off * off;
      }
      double off = seconds / megapixels / speed - 1;
      sum += off * off - within / (STRETCH - 1) / STRETCH;
      count++;
    }
    return Math.sqrt(Math.max(LEAST_LEVEL * LEAST_LEVEL, sum / count));
  }

  private static @Nullable Duration every(List<Sample> newest) {
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < newest.size(); i++) {
      gaps.add(
          Math.abs(
              Duration.between(newest.get(i).endedAt(), newest.get(i - 1).endedAt()).toMillis()));
    }
    if (gaps.size() < 2) {
      return null;
    }
    double mean = gaps.stream().mapToLong(Long::longValue).average().orElseThrow();
    double longest = mean * LONG_BREAK;
    double usual =
        gaps.stream().mapToLong(Long::longValue).filter(g -> g <= longest).average().orElse(mean);
    return Duration.ofNanos(Math.max(1, Math.round(usual * 1e6)));
  }
}
