package org.kalanjiyam.ocr.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a worker process last said on its standard output, see {@link Supervision}. Thread-safe. */
final class Heartbeat {
  private static final Pattern CRASH = Pattern.compile("^#\\s+(SIG[A-Z]+) \\(");

  private final Map<String, Long> deadlines = new ConcurrentHashMap<>();
  private volatile long lastHeard = System.nanoTime();
  private volatile boolean ready;
  private volatile @Nullable String worker;
  private volatile @Nullable String crash;

  void hear(String line) {
    lastHeard = System.nanoTime();
    String[] words = line.split(" ");
    switch (words[0]) {
      case "ready" -> ready = true;
      case "name" -> worker = words.length == 2 ? words[1] : null;
      case "begin" -> {
        if (words.length == 4) {
          long limit = Long.parseLong(words[3]) * 1_000_000_000L;
          deadlines.put(words[1] + " " + words[2], System.nanoTime() + limit);
        }
      }
      case "end" -> {
        if (words.length == 3) {
          deadlines.remove(words[1] + " " + words[2]);
        }
      }
      case "#" -> hearLastWords(line);
      default -> {
        // A tick, or something that a library printed.
      }
    }
  }

  /** Time in which nobody could listen does not count. */
  void excuse(long nanos) {
    lastHeard += nanos;
    deadlines.replaceAll((page, deadline) -> deadline + nanos);
  }

  /** A JVM that crashes says on its standard output by what signal. */
  private void hearLastWords(String line) {
    Matcher signal = CRASH.matcher(line);
    if (signal.find()) {
      crash = signal.group(1);
    }
  }

  /** The signal by which the process crashed, such as SIGSEGV, or null. */
  @Nullable String crash() {
    return crash;
  }

  /** What the process announces itself as, once it has said so. */
  @Nullable String worker() {
    return worker;
  }

  boolean isReady() {
    return ready;
  }

  /** Why the process must be killed now, or null. */
  @Nullable ProcessEnd reasonToKill(WorkerSupervisor.Limits limits, long residentBytes) {
    long now = System.nanoTime();
    if (now - lastHeard > limits.silence().toNanos()) {
      return hang("was frozen for " + limits.silence().toSeconds() + " s and is killed");
    }
    if (residentBytes > limits.memoryBytes()) {
      return new ProcessEnd(
          ProcessEnd.Cause.MEMORY,
          "used more than " + (limits.memoryBytes() >> 20) + " MiB of memory and is killed");
    }
    for (Map.Entry<String, Long> page : deadlines.entrySet()) {
      if (now - page.getValue() > limits.grace().toNanos()) {
        return hang("took too long over page " + page.getKey() + " and is killed");
      }
    }
    return null;
  }

  private static ProcessEnd hang(String words) {
    return new ProcessEnd(ProcessEnd.Cause.HANG, words);
  }
}
