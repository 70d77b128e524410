package org.kalanjiyam.ocr.server.tracking;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/** The two records of a task as Redis gets them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecordBenchmark {
  private final Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");
  private final Task task =
      new Task(
          new UUID(1, 2), 1L, "kural", "tesseract", "5.5", "tam", "{}",
          org.kalanjiyam.ocr.server.task.Scope.values()[0], TaskPurpose.values()[0],
          Priority.values()[0], TaskStatus.PROGRESS, null,
          new PageCounts(1000, 700, 4, 290, 1, 5, 0), 301, null, 7, "Meena", now, now, now, null);
  private final Estimate estimate = new Estimate(31.5, 1200L, 900L, 1500L);

  @Benchmark
  public String taskRecord() {
    return TaskRecord.of(task).json();
  }

  @Benchmark
  public String progressRecord() {
    return Progress.of(task, estimate).json();
  }
}
