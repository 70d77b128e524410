package org.kalanjiyam.ocr.server.search;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Folding of words to what the search compares: three of Devanagari, Tamil and roman letters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SearchWordBenchmark {
  private final String[] words = {"धर्मक्षेत्रे", "திருக்குறள்", "Dharmakṣetra"};

  @Benchmark
  public int threeWords() {
    int length = 0;
    for (String word : words) {
      length += SearchWord.of(word).skeleton().length();
    }
    return length;
  }
}
