package org.kalanjiyam.ocr.server.project;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that are printed on a book's pages, told by where they begin: {@code 1=i, 9=1} says
 * that the first scan has "i" on it and the ninth "1". Scans before the first have none.
 */
public final class PrintedNumbers {
  private static final Pattern RUN =
      Pattern.compile("\\s*(\\d{1,6})\\s*=\\s*(\\d{1,6}|[ivxlcdm]{1,12})\\s*");
  private static final int MOST_RUNS = 100;
  private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
  private static final String[] LETTERS = {
    "m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"
  };

  private final TreeMap<Integer, Run> runs;

  private PrintedNumbers(TreeMap<Integer, Run> runs) {
    this.runs = runs;
  }

  private record Run(int first, boolean roman) {}

  /**
   * Reads what a librarian wrote.
   *
   * @throws IllegalArgumentException with a message for a person, if it is not written so
   */
  public static PrintedNumbers parse(String text) {
    TreeMap<Integer, Run> runs = new TreeMap<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher run = RUN.matcher(part);
      if (!run.matches() || runs.size() == MOST_RUNS) {
        throw new IllegalArgumentException(
            "Printed numbers are written like 1=i, 9=1: the scan, and what is printed on it");
      }
      String printed = run.group(2);
      boolean roman = !Character.isDigit(printed.charAt(0));
      runs.put(
          Integer.valueOf(run.group(1)),
          new Run(roman ? value(printed) : Integer.parseInt(printed), roman));
    }
    return new PrintedNumbers(runs);
  }

  /** What is printed on a scan; null if nothing is. */
  @Nullable String on(int scan) {
    Map.Entry<Integer, Run> run = runs.floorEntry(scan);
    if (run == null) {
      return null;
    }
    int number = run.getValue().first() + scan - run.getKey();
    return run.getValue().roman() ? roman(number) : Integer.toString(number);
  }

  private static String roman(int number) {
    StringBuilder roman = new StringBuilder();
    int left = number;
    for (int i = 0; i < VALUES.length; i++) {
      for (; left >= VALUES[i]; left -= VALUES[i]) {
        roman.append(LETTERS[i]);
      }
    }
    return roman.toString();
  }

  private static int value(String roman) {
    int value = 0;
    int at = 0;
    for (int i = 0; i < LETTERS.length; i++) {
      for (; roman.startsWith(LETTERS[i], at); at += LETTERS[i].length()) {
        value += VALUES[i];
      }
    }
    return value;
  }
}
