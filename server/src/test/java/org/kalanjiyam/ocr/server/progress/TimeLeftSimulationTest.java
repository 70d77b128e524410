package org.kalanjiyam.ocr.server.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.progress.SimulatedSite.Foretold;
import org.kalanjiyam.ocr.server.progress.SimulatedSite.Job;

/**
 * Foretells the ends of tasks on many simulated sites, and looks how far off that was. Every tenth
 * of a task, from the first on, is a case. Prints its figures.
 */
class TimeLeftSimulationTest {
  private static final int[] PAGES = {20, 60, 200, 1000};
  private static final int[] SLOTS = {1, 2, 4, 16};
  private static final int[] OTHERS = {0, 1, 4};
  private static final String[] DRIFTS = {"steady", "slower", "faster", "waves", "wanders"};
  private static final int RUNS = 3;
  private static final int SITES = 2;
  private static final int BOOKS = 8;

  /** Less than this is told as one word. */
  private static final double SOON = 10;

  /** One case: what was foretold, and what came. */
  record Case(String pages, String slots, String others, String drift, String tenth, Error error) {}

  /** How it compares: time left over middle, whether in the range, range's width over middle. */
  record Error(double off, boolean within, double width) {}

  /** Of many cases. */
  private record Figures(double off, double width, double mean) {}

  @Test
  void theEndLiesInTheRangeAndTheMiddleIsNear() {
    List<Case> cases = new ArrayList<>();
    Random random = new Random(20260102);
    for (int pages : PAGES) {
      for (int slots : SLOTS) {
        for (int others : OTHERS) {
          for (String drift : DRIFTS) {
            for (int run = 0; run < RUNS; run++) {
              cases.addAll(run(pages, slots, others, drift, random));
            }
          }
        }
      }
    }
    Figures all = figures(cases, "other tasks ", "speed ", 0.85);
    assertThat(all.off()).as("median error of the middle").isLessThan(0.2);
    assertThat(all.width()).as("median width of the range").isLessThan(0.78);
  }

  /**
   * Books of mixed pages one after the other, others' books that come and go, workers that die,
   * leave and join, a machine with other things to do; the site learns from each book that ends.
   */
  @Test
  void aSiteLearnsHowFarItsRangesMustReach() {
    List<Case> cases = library(new Random(20261130));
    Figures all = figures(cases, "book ", "", 0.8);
    assertThat(all.off()).as("median error of the middle").isLessThan(0.14);
    assertThat(all.width()).as("median width of the range").isLessThan(0.8);
    assertThat(all.mean()).as("mean width of the range").isLessThan(0.92);
    assertThat(quiet(cases, 0) - quiet(cases, BOOKS - 1))
        .as("a quiet site's ranges become narrower, book by book")
        .isGreaterThan(0.2);
  }

  /**
   * Prints all figures, and looks how many ends lie in their ranges.
   *
   * @param least of each group of cases; of all it is nine in ten
   */
  private static Figures figures(List<Case> cases, String others, String drift, double least) {
    System.out.printf(
        "%-22s %6s %8s %8s %8s %8s%n", "cases", "number", "within", "off by", "width", "mean");
    Figures all = print("all", cases);
    for (List<Group> grouped :
        List.of(
            groups("pages ", cases, Case::pages),
            groups("slots ", cases, Case::slots),
            groups(others, cases, Case::others),
            groups(drift, cases, Case::drift),
            groups("at ", cases, Case::tenth))) {
      for (Group group : grouped) {
        print(group.name(), group.cases());
        assertThat(share(group.cases())).as("in the range, %s", group.name()).isGreaterThan(least);
      }
    }
    assertThat(share(cases)).as("the end lies in the range").isGreaterThanOrEqualTo(0.9);
    return all;
  }

  private static double quiet(List<Case> cases, int book) {
    return median(
        cases.stream()
            .filter(one -> one.drift().equals("QUIET") && one.others().equals("" + book))
            .map(one -> one.error().width())
            .toList());
  }

  private static List<Case> library(Random random) {
    List<Case> cases = new ArrayList<>();
    for (SimulatedLibrary.Nature nature : SimulatedLibrary.Nature.values()) {
      for (int pages : new int[] {20, 60, 200, 500}) {
        for (int slots : SLOTS) {
          for (int site = 0; site < SITES; site++) {
            List<Job> books = new SimulatedLibrary(random).run(nature, slots, pages, BOOKS);
            for (int i = 0; i < BOOKS; i++) {
              cases.addAll(cases("" + pages, "" + slots, "" + i, nature.name(), books.get(i)));
            }
          }
        }
      }
    }
    return cases;
  }

  private static List<Case> run(int pages, int slots, int others, String drift, Random random) {
    double expected = pages * 2.0 * (others + 1) / slots;
    SimulatedSite site =
        new SimulatedSite(
            slots,
            0.15 + 0.35 * random.nextDouble(),
            0,
            drift(drift, expected, new Random(random.nextLong())),
            new Random(random.nextLong()));
    Job watched = new Job(0, 0, 0, new SimulatedLibrary(random).even(pages));
    site.add(watched);
    for (int i = 0; i < others; i++) {
      boolean later = random.nextInt(4) == 0;
      double start = later ? random.nextDouble() * expected : -random.nextDouble() * expected / 3;
      int size = (int) (pages * Math.exp(random.nextGaussian() * 0.8)) + 3;
      int priority = random.nextInt(8) == 0 ? -1 : 0;
      site.add(
          new Job(priority, random.nextInt(4), start, new SimulatedLibrary(random).even(size)));
    }
    site.run();
    return cases("" + pages, "" + slots, "" + others, drift, watched);
  }

  private static List<Case> cases(
      String pages, String slots, String others, String drift, Job watched) {
    List<Case> cases = new ArrayList<>();
    for (Foretold one : watched.foretold) {
      double left = watched.end - one.at();
      if (left < SOON) {
        continue;
      }
      TimeLeft told = one.left();
      cases.add(
          new Case(
              pages,
              slots,
              others,
              drift,
              (int) (one.progress() * 10 + 1e-9) + "0 %",
              new Error(
                  Math.abs(told.middle() - left) / left,
                  told.low() <= left && left <= told.high(),
                  (told.high() - told.low()) / told.middle())));
    }
    return cases;
  }

  /** How many times slower than usual the engine is, over virtual time. */
  private static DoubleUnaryOperator drift(String kind, double expected, Random random) {
    double phase = random.nextDouble() * 2 * Math.PI;
    double[] walk = new double[64];
    for (int i = 1; i < walk.length; i++) {
      walk[i] = 0.95 * walk[i - 1] + 0.08 * random.nextGaussian();
    }
    return now -> {
      double way = Math.clamp(now / expected, 0, 3);
      return switch (kind) {
        case "slower" -> 1 + 0.4 * Math.min(1, way);
        case "faster" -> 1 - 0.3 * Math.min(1, way);
        case "waves" -> 1 + 0.25 * Math.sin(way * 4 * Math.PI + phase);
        case "wanders" -> Math.exp(walk[(int) (way * 20)]);
        default -> 1;
      };
    };
  }

  private record Group(String name, List<Case> cases) {}

  private static List<Group> groups(
      String title, List<Case> cases, java.util.function.Function<Case, String> by) {
    return cases.stream()
        .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> new Group(title + entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Figures print(String title, List<Case> cases) {
    double off = median(cases.stream().map(c -> c.error().off()).toList());
    double width = median(cases.stream().map(c -> c.error().width()).toList());
    double mean = cases.stream().mapToDouble(c -> c.error().width()).average().orElse(0);
    System.out.printf(
        "%-22s %6d %6.1f %% %6.1f %% %6.1f %% %6.1f %%%n",
        title, cases.size(), share(cases) * 100, off * 100, width * 100, mean * 100);
    return new Figures(off, width, mean);
  }

  private static double share(List<Case> cases) {
    return cases.stream().filter(c -> c.error().within()).count() / (double) cases.size();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
