package org.kalanjiyam.ocr.server.site;

import java.util.List;
import java.util.Locale;

/** Numbers of bytes as people read them: powers of 1,000, as disks are sold. */
final class DataSizes {
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
  private static final double STEP = 1000;

  private DataSizes() {}

  static String text(long bytes, Locale locale) {
    double number = bytes;
    int unit = 0;
    while (number >= STEP) {
      number /= STEP;
      unit++;
    }
    String digits = unit == 0 || number >= 100 ? "%.0f" : "%.1f";
    return String.format(locale, digits, number) + " " + UNITS.get(unit);
  }
}
