package org.kalanjiyam.ocr.server.statistics.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.statistics.Percentiles;
import org.kalanjiyam.ocr.server.statistics.TrackingHistory.Grain;
import org.kalanjiyam.ocr.server.statistics.TrackingHistory.Row;

/**
 * What the history page shows of a span: figures of the whole, and charts over time.
 *
 * @param pages read and failed, by an hour
 * @param waits p50 and p95 of the time that pages waited, in seconds
 * @param works the same of the time that workers had them
 * @param slots busy ones, and how many there were
 * @param oldest age of the oldest waiting task, in minutes
 * @param causes of failures, the most frequent first
 */
record HistoryView(
    Span span,
    Instant from,
    Instant until,
    Figures figures,
    Chart pages,
    Chart waits,
    Chart works,
    Chart slots,
    Chart oldest,
    List<Cause> causes) {

  /** How far back. */
  enum Span {
    HOUR(Duration.ofHours(1), Grain.MINUTE, 1),
    DAY(Duration.ofDays(1), Grain.MINUTE, 15),
    MONTH(Duration.ofDays(30), Grain.HOUR, 6);

    private final Duration length;
    private final Grain grain;
    private final int grains;

    Span(Duration length, Grain grain, int grains) {
      this.length = length;
      this.grain = grain;
      this.grains = grains;
    }

    static Span named(String name) {
      for (Span span : values()) {
        if (span.name().equalsIgnoreCase(name)) {
          return span;
        }
      }
      return DAY;
    }

    Duration length() {
      return length;
    }

    Grain grain() {
      return grain;
    }

    Duration step() {
      return grain.length().multipliedBy(grains);
    }

    public String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Failures with one cause. */
  record Cause(String cause, long failures) {}

  /** Figures of the whole span; those of time in seconds. */
  record Figures(
      long read,
      long failed,
      @Nullable Double waitHalf,
      @Nullable Double waitMost,
      @Nullable Double workHalf,
      @Nullable Double workMost) {}

  static HistoryView of(Span span, List<Row> rows, Instant now) {
    Instant from = now.minus(span.length());
    int steps = (int) span.length().dividedBy(span.step());
    List<List<Row>> parts = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      parts.add(new ArrayList<>());
    }
    for (Row row : rows) {
      long at = Duration.between(from, row.at()).dividedBy(span.step());
      if (Duration.between(from, row.at()).isNegative()) {
        parts.getFirst().add(row);
      } else {
        parts.get((int) Math.min(at, steps - 1)).add(row);
      }
    }
    double hours = span.step().toMillis() / 3_600_000.0;
    return new HistoryView(
        span,
        from,
        now,
        figures(rows),
        Chart.bars(
            parts.stream().map(part -> sum(part, Row::done) / hours).toList(),
            parts.stream().map(part -> sum(part, Row::failed) / hours).toList()),
        times(parts, Row::waits),
        times(parts, Row::works),
        lines(parts, Row::busy, Row::slots),
        lines(parts, row -> row.oldestSeconds() / 60.0, row -> row.oldestSeconds() / 60.0),
        causes(rows));
  }

  /** A number of a row. */
  private interface Number {
    double of(Row row);
  }

  /** Counts of a row. */
  private interface Counts {
    long[] of(Row row);
  }

  private static double sum(List<Row> rows, Number number) {
    return rows.stream().mapToDouble(number::of).sum();
  }

  private static Chart times(List<List<Row>> parts, Counts counts) {
    List<@Nullable Double> half = new ArrayList<>();
    List<@Nullable Double> most = new ArrayList<>();
    for (List<Row> part : parts) {
      List<long[]> all = part.stream().map(counts::of).toList();
      half.add(Percentiles.of(all, 0.5));
      most.add(Percentiles.of(all, 0.95));
    }
    return Chart.lines(half, most);
  }

  private static Chart lines(List<List<Row>> parts, Number lower, Number upper) {
    List<@Nullable Double> first = new ArrayList<>();
    List<@Nullable Double> second = new ArrayList<>();
    for (List<Row> part : parts) {
      first.add(part.isEmpty() ? null : sum(part, lower) / part.size());
      second.add(part.isEmpty() ? null : sum(part, upper) / part.size());
    }
    return Chart.lines(first, second);
  }

  private static Figures figures(List<Row> rows) {
    List<long[]> waits = rows.stream().map(Row::waits).toList();
    List<long[]> works = rows.stream().map(Row::works).toList();
    return new Figures(
        Math.round(sum(rows, Row::done)),
        Math.round(sum(rows, Row::failed)),
        Percentiles.of(waits, 0.5),
        Percentiles.of(waits, 0.95),
        Percentiles.of(works, 0.5),
        Percentiles.of(works, 0.95));
  }

  private static List<Cause> causes(List<Row> rows) {
    Map<String, Long> all = new HashMap<>();
    rows.forEach(row -> row.causes().forEach((cause, count) -> all.merge(cause, count, Long::sum)));
    return all.entrySet().stream()
        .map(one -> new Cause(one.getKey(), one.getValue()))
        .sorted(Comparator.comparing(Cause::failures).reversed().thenComparing(Cause::cause))
        .toList();
  }
}
