package org.kalanjiyam.ocr.server.progress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * How far ranges must reach at this site: learned from what was told of the newest tasks that have
 * ended, beside what came; as long as few have, from a bell curve. Apart for the beginning, the
 * middle and the end of tasks. Thread-safe.
 */
final class Calibration {
  static final int PHASES = 3;

  private static final int MOST_TASKS = 64;

  /** What an ended task still weighs after another. */
  private static final double OLDER = 0.97;

  /** Having seen nothing counts as so many tasks, less after each. */
  private static final double BEFORE = 3;

  private static final double FADES = 0.85;

  /** A site of which nothing is known is worse than what is reckoned with. */
  private static final double[] BELL_CURVE = bellCurve(40, 1.5);

  /** The most that the middle is moved, and the least and most that an end is away from it. */
  private static final double SHIFT = 2;

  private static final double LEAST = 0.25;
  private static final double MOST = 4;

  /** A range that misses one end in a hundred less may be wider by so many hundredths. */
  private static final double MISS = 11;

  /** Shares of ends that a range may miss at its lower and at its upper end, to choose from. */
  private static final double[] BELOW = {0.01, 0.02, 0.03, 0.05, 0.07, 0.1};

  private static final double[] ABOVE = {0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.13, 0.16};

  private final List<Deque<double[]>> newest =
      List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
  private final List<Seen> seen = new ArrayList<>(newest.stream().map(Calibration::look).toList());

  /**
   * How far a range reaches, in standard deviations from what was reckoned.
   *
   * @param low to its lower end
   * @param middle to what is most likely
   * @param high to its upper end
   */
  record Reach(double low, double middle, double high) {}

  private record Weighed(double off, double weight) {}

  /**
   * What was seen of one phase: how far off it mostly was, and in how few cases it was further off.
   */
  record Seen(double middle, double[] below, double[] above) {
    /**
     * As narrow as its misses allow: where pages are alike, nearly all ends are in the range; where
     * anything may happen, more are not, for a range from now to tomorrow tells nothing.
     *
     * @param spread a standard deviation, of the logarithm
     */
    Reach reach(double spread) {
      return new Reach(best(below, BELOW, -1, spread), middle, best(above, ABOVE, 1, spread));
    }

    private double best(double[] ends, double[] misses, int side, double spread) {
      double best = ends[0];
      double least = Double.MAX_VALUE;
      for (int i = 0; i < ends.length; i++) {
        double cost = MISS * misses[i] + side * Math.exp((ends[i] - middle) * spread);
        if (cost < least) {
          least = cost;
          best = ends[i];
        }
      }
      return best;
    }
  }

  /** The phase of a task of which so much is done, from 0 to 1. */
  static int phase(double done) {
    return done < 0.25 ? 0 : done < 0.65 ? 1 : 2;
  }

  /** For what is foretold now of a task of which so much is done. */
  synchronized Seen at(double done) {
    return seen.get(phase(done));
  }

  /**
   * A task has ended.
   *
   * @param off how far off what was told of it in a phase was, each time, in standard deviations
   */
  synchronized void learn(int phase, double[] off) {
    if (off.length == 0) {
      return;
    }
    Deque<double[]> tasks = newest.get(phase);
    tasks.addFirst(off);
    if (tasks.size() > MOST_TASKS) {
      tasks.removeLast();
    }
    seen.set(phase, look(tasks));
  }

  private static Seen look(Deque<double[]> tasks) {
    List<Weighed> all = new ArrayList<>();
    double sum = BEFORE * Math.pow(FADES, tasks.size());
    for (double off : BELL_CURVE) {
      all.add(new Weighed(off, sum / BELL_CURVE.length));
    }
    double weight = 1;
    for (double[] task : tasks) {
      for (double off : task) {
        all.add(new Weighed(off, weight / task.length));
      }
      sum += weight;
      weight *= OLDER;
    }
    all.sort(Comparator.comparingDouble(Weighed::off));
    double middle = Math.clamp(quantile(all, 0.5 * sum), -SHIFT, SHIFT);
    double[] below = new double[BELOW.length];
    for (int i = 0; i < below.length; i++) {
      below[i] = Math.clamp(quantile(all, BELOW[i] * sum), -MOST, middle - LEAST);
    }
    double[] above = new double[ABOVE.length];
    for (int i = 0; i < above.length; i++) {
      above[i] = Math.clamp(quantile(all, (1 - ABOVE[i]) * sum), middle + LEAST, middle + MOST);
    }
    return new Seen(middle, below, above);
  }

  private static double quantile(List<Weighed> sorted, double wanted) {
    double sum = 0;
    for (Weighed one : sorted) {
      sum += one.weight();
      if (sum >= wanted) {
        return one.off();
      }
    }
    return sorted.getLast().off();
  }

  /** Equally likely values of a bell curve (the logistic one, which is near to the normal). */
  private static double[] bellCurve(int number, double deviation) {
    double[] values = new double[number];
    for (int i = 0; i < number; i++) {
      double share = (i + 0.5) / number;
      values[i] = deviation * Math.log(share / (1 - share)) / 1.702;
    }
    return values;
  }
}
