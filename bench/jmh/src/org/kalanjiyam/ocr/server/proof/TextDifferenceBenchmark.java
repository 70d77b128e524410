package org.kalanjiyam.ocr.server.proof;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What changed between two revisions of a page of 400 words, twenty of them corrected. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TextDifferenceBenchmark {
  private final String old = text("recognised");
  private final String now = text("corrected");

  private static String text(String every20th) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append(i % 20 == 7 ? every20th : "word" + i % 37).append(i % 9 == 8 ? '\n' : ' ');
    }
    return text.toString();
  }

  @Benchmark
  public TextDifference aPage() {
    return TextDifference.between(old, now);
  }
}
