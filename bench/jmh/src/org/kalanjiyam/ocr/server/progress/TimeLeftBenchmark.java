package org.kalanjiyam.ocr.server.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a changed task costs until its time left is told, beside SQL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TimeLeftBenchmark {
  private final List<RecognitionSpeed.Sample> newest = new ArrayList<>();
  private final List<FairShare.Load> loads = new ArrayList<>();
  private final Calibration calibration = new Calibration();

  public TimeLeftBenchmark() {
    for (int i = 0; i < RecognitionSpeed.MOST; i++) {
      newest.add(
          new RecognitionSpeed.Sample(Instant.ofEpochSecond(10_000 - i), 1 + i % 7 / 5.0, 8));
    }
    for (int i = 0; i < 100; i++) {
      loads.add(new FairShare.Load(new UUID(0, i), 0, i % 20, 100 + i, 50 + i));
    }
    for (int i = 0; i < 64; i++) {
      calibration.learn(1, new double[] {i % 5 / 3.0 - 0.5, 0.1, 0.4, i % 3});
    }
  }

  /** The speed from the newest 256 pages, and a range. */
  @Benchmark
  public Object oneTask() {
    RecognitionSpeed pace = RecognitionSpeed.of(newest, 500).orElseThrow();
    return TimeLeft.of(new TimeLeft.Known(4000, 500, pace, 3.5, true), calibration.at(0.5));
  }

  /** How 100 tasks of 20 people share 16 slots till the last of them ends; once a second an engine. */
  @Benchmark
  public Map<UUID, Double> sharesOfAHundredTasks() {
    return FairShare.ends(16, loads);
  }
}
