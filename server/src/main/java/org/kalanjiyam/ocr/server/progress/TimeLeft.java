package org.kalanjiyam.ocr.server.progress;

/**
 * The time that a task still takes, in seconds. Pure arithmetic: what is left, how fast one slot
 * reads, how many slots work for the task; and how far each of these is to be trusted.
 *
 * @param low if all goes well
 * @param middle most likely
 * @param high if it doesn't
 */
record TimeLeft(double low, double middle, double high) {
  /** How far the range reaches, in standard deviations. */
  private static final double REACH = 1.9;

  /** Speed drifts by so much while as many pages are read as the speed is known from. */
  private static final double DRIFT = 0.08;

  private static final double MOST_DRIFT = 0.18;

  /** What others may yet do, where slots are shared. */
  private static final double COMPANY = 0.1;

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

  /** Tells the time left. */
  static TimeLeft of(Known known) {
    if (known.pages() == 0) {
      return new TimeLeft(0, 0, 0);
    }
    RecognitionSpeed pace = known.pace();
    double slots = Math.max(1e-3, Math.min(known.slots(), known.pages()));
    double work = known.megapixels() * pace.secondsPerMegapixel();
    double middle = work / slots;
    double page = pace.pageSeconds();
    double off = middle * (Math.exp(REACH * uncertainty(known)) - 1);
    double rough = lastPages(page, pace.variation(), slots);
    double low = Math.max(0, middle * Math.exp(-REACH * uncertainty(known)) - rough);
    return new TimeLeft(low, middle, middle + off + rough);
  }

  /** The same where the last page cannot begin before so many seconds. */
  TimeLeft notBefore(double seconds) {
    return new TimeLeft(Math.max(low, seconds), Math.max(middle, seconds), Math.max(high, seconds));
  }

  private static double uncertainty(Known known) {
    RecognitionSpeed pace = known.pace();
    double variation = Math.max(0.1, pace.variation());
    double speed = variation / Math.sqrt(pace.weight());
    double rest = variation / Math.sqrt(known.pages());
    double drift = Math.min(MOST_DRIFT, DRIFT * Math.sqrt(known.pages() / pace.weight()));
    double company = known.shared() ? COMPANY : 0;
    return Math.sqrt(speed * speed + rest * rest + drift * drift + company * company);
  }

  /** The end comes with a whole page, slots do not end together, and a part of one has turns. */
  private static double lastPages(double page, double variation, double slots) {
    return page * (0.6 + Math.min(0.6, variation)) / Math.min(1, slots);
  }
}
