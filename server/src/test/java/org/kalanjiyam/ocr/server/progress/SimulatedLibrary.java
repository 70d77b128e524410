package org.kalanjiyam.ocr.server.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.kalanjiyam.ocr.server.progress.SimulatedSite.Job;
import org.kalanjiyam.ocr.server.progress.SimulatedSite.Leaf;

/**
 * What people bring to a simulated site: books of even or mixed pages one after the other, other
 * people's books that come and are given up, workers that die, leave and join, a machine that does
 * other things too.
 */
final class SimulatedLibrary {
  private static final double USUAL_PAGE = 2;
  private static final int OTHER_PEOPLE = 3;

  private final Random random;

  SimulatedLibrary(Random random) {
    this.random = random;
  }

  /** How a site is. */
  enum Nature {
    QUIET,
    MIXED,
    SHARED,
    WORKERS,
    LOADED,
    ALL;

    boolean mixed() {
      return this != QUIET;
    }

    boolean shared() {
      return this == SHARED || this == ALL;
    }

    boolean workersChange() {
      return this == WORKERS || this == ALL;
    }

    boolean loaded() {
      return this == LOADED || this == ALL;
    }
  }

  /** A book whose pages differ in size alone. */
  List<Leaf> even(int pages) {
    List<Leaf> book = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      book.add(new Leaf(8 * Math.exp(0.25 * random.nextGaussian()), 1));
    }
    return book;
  }

  /**
   * A book with a title, blank pages and plates, chapters that are denser than others, and an index
   * or an appendix unlike the rest.
   */
  List<Leaf> mixed(int pages) {
    List<Leaf> book = new ArrayList<>();
    double size = 8 * Math.exp(0.3 * random.nextGaussian());
    double usual = Math.exp(0.3 * random.nextGaussian());
    double chapter = 0.2 * random.nextGaussian();
    double appendix = Math.exp(0.2 * random.nextGaussian());
    double from = pages * (0.8 + 0.4 * random.nextDouble());
    int front = Math.min(4, pages / 15);
    for (int i = 0; i < pages; i++) {
      chapter = 0.9 * chapter + 0.08 * random.nextGaussian();
      double difficulty = usual * Math.exp(chapter) * (i >= from ? appendix : 1);
      double dice = random.nextDouble();
      if (i < front || dice < 0.06) {
        difficulty *= 0.15;
      } else if (dice > 0.98) {
        difficulty *= 3;
      }
      book.add(new Leaf(size * Math.exp(0.05 * random.nextGaussian()), difficulty));
    }
    return book;
  }

  /** A site on which somebody has some books read, one after the other; those are returned. */
  List<Job> run(Nature nature, int slots, int pages, int books) {
    double usual = pages * USUAL_PAGE / slots * (nature.shared() ? 1.4 : 1);
    double end = books * usual * 1.2;
    SimulatedSite site =
        new SimulatedSite(
            slots,
            0.1 + 0.2 * random.nextDouble(),
            0.1 * random.nextDouble(),
            nature.loaded() ? load(usual) : now -> 1,
            new Random(random.nextLong()));
    List<Job> watched = new ArrayList<>();
    for (int i = 0; i < books; i++) {
      int number = Math.max(12, (int) (pages * Math.exp(0.3 * random.nextGaussian())));
      Job book = new Job(0, 0, 0, nature.mixed() ? mixed(number) : even(number));
      watched.add(book);
    }
    site.addOneAfterTheOther(watched, usual / 10);
    if (nature.shared()) {
      others(site, slots, pages, end);
    }
    if (nature.workersChange()) {
      double every = Math.max(150, usual);
      for (double at = next(every); at < end; at += next(every)) {
        if (random.nextBoolean()) {
          site.kill(at, 14 + next(8));
        } else {
          int more = Math.max(1, (int) (slots * 0.3 * random.nextDouble()));
          site.slots(at, more);
          site.slots(at + next(usual / 2), -more);
        }
      }
    }
    site.run();
    return watched;
  }

  /** Other people's books take a quarter of the slots in all. */
  private void others(SimulatedSite site, int slots, int pages, double end) {
    double size = Math.max(10, pages * 0.4);
    double every = size * USUAL_PAGE / slots / 0.25;
    for (double at = next(every) - every; at < end; at += next(every)) {
      int number = 3 + (int) next(size);
      int priority = random.nextInt(10) == 0 ? -1 : 0;
      Job book = new Job(priority, 1 + random.nextInt(OTHER_PEOPLE), at, mixed(number));
      site.add(book);
      if (random.nextInt(10) == 0) {
        site.cancel(book, at + next(every));
      }
    }
  }

  private double next(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  /** Now and then the machine has something else to do for a while. */
  private DoubleUnaryOperator load(double usual) {
    List<double[]> spells = new ArrayList<>();
    for (double at = 0; at < 60 * usual; ) {
      double lasts = next(usual / 3) + 5;
      spells.add(new double[] {at + next(usual / 2), lasts, 0.6 * random.nextDouble()});
      at += next(usual / 2) + lasts;
    }
    double[] walk = new double[4096];
    for (int i = 1; i < walk.length; i++) {
      walk[i] = 0.97 * walk[i - 1] + 0.03 * random.nextGaussian();
    }
    return now -> {
      double slower = Math.exp(walk[(int) Math.clamp(now / usual * 20, 0, walk.length - 1)]);
      for (double[] spell : spells) {
        slower += now >= spell[0] && now < spell[0] + spell[1] ? spell[2] : 0;
      }
      return slower;
    };
  }
}
