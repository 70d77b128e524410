package org.kalanjiyam.ocr.server.statistics.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A small chart over time as SVG paths: one or two series, in a picture of {@value #WIDTH} by
 * {@value #HEIGHT}. The second series is told from the first by its shape, not by its colour.
 *
 * @param first path of the first series
 * @param second path of the second
 * @param most the value at the upper edge
 */
record Chart(String first, String second, double most) {
  static final int WIDTH = 720;
  static final int HEIGHT = 120;

  /** How long a dash stands for a value that has no neighbours: one that can be seen. */
  private static final int LONE = 8;

  /** Bars, the second series on top of the first. */
  static Chart bars(List<Double> lower, List<Double> upper) {
    double most = 0;
    for (int i = 0; i < lower.size(); i++) {
      most = Math.max(most, lower.get(i) + upper.get(i));
    }
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    double width = (double) WIDTH / Math.max(1, lower.size());
    double scale = HEIGHT / Math.max(1e-9, most);
    for (int i = 0; i < lower.size(); i++) {
      bar(first, i * width, width, 0, lower.get(i) * scale);
      bar(second, i * width, width, lower.get(i) * scale, upper.get(i) * scale);
    }
    return new Chart(first.toString(), second.toString(), most);
  }

  private static void bar(StringBuilder path, double x, double width, double from, double height) {
    if (height > 0) {
      path.append(
          String.format(
              Locale.ROOT,
              "M%.1f %.1fh%.1fv-%.1fh-%.1fz",
              x + width * 0.1,
              HEIGHT - from,
              width * 0.8,
              height,
              width * 0.8));
    }
  }

  /** Two lines; where a value is unknown they have a gap. */
  static Chart lines(List<@Nullable Double> lower, List<@Nullable Double> upper) {
    double most = 0;
    for (List<@Nullable Double> series : List.of(lower, upper)) {
      for (Double value : series) {
        most = Math.max(most, value == null ? 0 : value);
      }
    }
    return new Chart(line(lower, most), line(upper, most), most);
  }

  private static String line(List<@Nullable Double> values, double most) {
    StringBuilder path = new StringBuilder();
    double width = (double) WIDTH / Math.max(1, values.size());
    boolean open = false;
    for (int i = 0; i < values.size(); i++) {
      Double value = values.get(i);
      if (value != null) {
        double y = HEIGHT - value * HEIGHT / Math.max(1e-9, most);
        double x = (i + 0.5) * width;
        boolean alone = !open && (i + 1 == values.size() || values.get(i + 1) == null);
        path.append(
            alone
                ? String.format(Locale.ROOT, "M%.1f %.1fh%d", x - LONE / 2.0, y, LONE)
                : String.format(Locale.ROOT, open ? "L%.1f %.1f" : "M%.1f %.1f", x, y));
      }
      open = value != null;
    }
    return path.toString();
  }
}
