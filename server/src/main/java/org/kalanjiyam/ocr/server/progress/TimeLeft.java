package org.kalanjiyam.ocr.server.progress;

/**
 * The time that a task still takes, in seconds. Pure arithmetic: what is left, how fast one slot
 * reads, how many slots work for the task; and how far each of these is to be trusted.
 *
 * @param low if all goes well
 * @param middle most likely
 * @param high if it doesn't
 * @param reckoned what it comes to before anything is learned from how wrong this was before
 * @param spread how far off that may be: a standard deviation, of its logarithm
 */
record TimeLeft(double low, double middle, double high, double reckoned, double spread) {
  /** Nobody knows what the machine will do else. */
  private static final double DRIFT = 0.05;

  /** What others may yet do, where slots are shared. */
  private static final double COMPANY = 0.05;

  /** Over so many pages, what is peculiar to a stretch of a book averages out. */
  private static final double STRETCH = 4;

  private static final double SHORTEST = 1e-3;

  /**
   * What is known of a task.
   *
   * @param megapixels of the pages that have not ended
   * @param pages that have not ended
   * @param pace how fast one slot reads
   * @param slots that work for the task, on average till its end
   * @param shared whether other tasks want the same slots
   */
  record Known(double megapixels, int pages, RecognitionSpeed pace, double slots, boolean shared) {}

  /** Tells the time left, in a range as far as what was seen before has it. */
  static TimeLeft of(Known known, Calibration.Seen seen) {
    if (known.pages() == 0) {
      return new TimeLeft(0, 0, 0, 0, 0);
    }
    RecognitionSpeed pace = known.pace();
    double slots = Math.max(SHORTEST, Math.min(known.slots(), known.pages()));
    double reckoned = reckoned(known, slots);
    double spread = Math.hypot(uncertainty(known), Math.min(1, lastPage(pace, slots) / reckoned));
    Calibration.Reach reach = seen.reach(spread);
    return new TimeLeft(
        reckoned * Math.exp(reach.low() * spread),
        reckoned * Math.exp(reach.middle() * spread),
        reckoned * Math.exp(reach.high() * spread),
        reckoned,
        spread);
  }

  /** Half of each page in the other slots is done; and slots do not end together. */
  private static double reckoned(Known known, double slots) {
    double work = known.megapixels() * known.pace().secondsPerMegapixel();
    double page = work / known.pages();
    double others = Math.max(0, Math.min(known.slots(), known.pages() + 1) - 1);
    double uneven = (1 + known.pace().variation() / 2) * (1 - 1 / Math.max(1, slots));
    return Math.max(SHORTEST, (work - 0.5 * page * others) / slots + 0.5 * page * uneven);
  }

  /** The end comes with a whole page, and a part of a slot has turns. */
  private static double lastPage(RecognitionSpeed pace, double slots) {
    double page = 0.6 * pace.pageSeconds() * (0.4 + Math.min(0.6, pace.variation()));
    return page / Math.min(1, slots);
  }

  /** The same after so many seconds in which nothing was heard. */
  TimeLeft after(double seconds) {
    return new TimeLeft(
        Math.max(0, low - seconds),
        Math.max(0, middle - seconds),
        Math.max(0, high - seconds),
        reckoned,
        spread);
  }

  /** The same where the last page cannot begin before so many seconds. */
  TimeLeft notBefore(double seconds) {
    return new TimeLeft(
        Math.max(low, seconds),
        Math.max(middle, seconds),
        Math.max(high, seconds),
        reckoned,
        spread);
  }

  /** How far off it was if so many seconds were left in truth, in standard deviations. */
  double off(double seconds) {
    return spread == 0 ? 0 : Math.log(Math.max(SHORTEST, seconds) / reckoned) / spread;
  }

  private static double uncertainty(Known known) {
    RecognitionSpeed pace = known.pace();
    double variation = Math.max(0.1, pace.variation());
    double pages = variation * variation * (1 / pace.weight() + 1.0 / known.pages());
    double stretches = 1 / (1 + pace.weight() / STRETCH) + 1 / (1 + known.pages() / STRETCH);
    double company = known.shared() ? COMPANY * COMPANY : 0;
    return Math.sqrt(pages + pace.level() * pace.level() * stretches + DRIFT * DRIFT + company);
  }
}
