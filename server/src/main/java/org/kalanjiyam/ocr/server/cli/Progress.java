package org.kalanjiyam.ocr.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far it has come: a bar that moves on a terminal, a line now and then elsewhere.
 * Thread-safe.
 */
final class Progress {
  private static final int WIDTH = 30;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private int total;
  private int done;
  private long begun;
  private long shown;
  private boolean drawn;

  private Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static Progress on(PrintWriter out) {
    return new Progress(out, Boolean.getBoolean("kalanjiyam.terminal"));
  }

  static Progress inLines(PrintWriter out) {
    return new Progress(out, false);
  }

  static Progress asBar(PrintWriter out) {
    return new Progress(out, true);
  }

  /** Says something in a line of its own. */
  synchronized void say(String line) {
    if (drawn) {
      out.print(CLEAR);
      drawn = false;
    }
    out.println(line);
    out.flush();
  }

  /** So many pages of so many are through now. */
  synchronized void pages(int doneNow, int totalNow) {
    long now = System.nanoTime();
    if (begun == 0 && totalNow > 0) {
      begun = now;
      shown = now;
    }
    boolean moved = doneNow != done || totalNow != total;
    done = doneNow;
    total = totalNow;
    Duration since = Duration.ofNanos(now - shown);
    if (terminal) {
      if (total > 0 && (moved || since.compareTo(BETWEEN_FRAMES.multipliedBy(10)) > 0)) {
        shown = now;
        drawn = true;
        out.print(CLEAR + bar(Duration.ofNanos(now - begun)));
        out.flush();
      }
    } else if (moved && done < total && since.compareTo(BETWEEN_LINES) > 0) {
      shown = now;
      say(text(Duration.ofNanos(now - begun)));
    }
  }

  /** Removes the bar. */
  synchronized void end() {
    if (drawn) {
      out.print(CLEAR);
      out.flush();
      drawn = false;
    }
  }

  private String bar(Duration elapsed) {
    int full = total == 0 ? 0 : done * WIDTH / total;
    return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + text(elapsed);
  }

  private String text(Duration elapsed) {
    String pages = "%d of %d pages".formatted(done, total);
    double seconds = elapsed.toMillis() / 1000.0;
    if (done == 0 || seconds < 1) {
      return pages;
    }
    double aMinute = done * 60 / seconds;
    long left = Math.round((total - done) * seconds / done);
    return "%s, %s a minute, %s left"
        .formatted(pages, String.format(Locale.ROOT, "%.0f", aMinute), time(left));
  }

  static String time(long seconds) {
    if (seconds < 90) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 90 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
