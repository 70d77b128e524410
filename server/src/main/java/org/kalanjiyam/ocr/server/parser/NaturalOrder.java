package org.kalanjiyam.ocr.server.parser;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which a person expects numbered names: page 2 before page 10. */
public final class NaturalOrder implements Comparator<String> {
  public static final NaturalOrder BY_NAME = new NaturalOrder();
  private static final Pattern PART = Pattern.compile("\\d+|\\D+");

  private NaturalOrder() {}

  @Override
  public int compare(String one, String other) {
    Matcher ones = PART.matcher(one);
    Matcher others = PART.matcher(other);
    while (ones.find()) {
      if (!others.find()) {
        return 1;
      }
      int order = comparePart(ones.group(), others.group());
      if (order != 0) {
        return order;
      }
    }
    return others.find() ? -1 : one.compareTo(other);
  }

  private static int comparePart(String one, String other) {
    if (!digits(one) || !digits(other)) {
      return one.compareToIgnoreCase(other);
    }
    String number = one.replaceFirst("^0+(?=.)", "");
    String otherNumber = other.replaceFirst("^0+(?=.)", "");
    int order = Integer.compare(number.length(), otherNumber.length());
    return order != 0 ? order : number.compareTo(otherNumber);
  }

  private static boolean digits(String part) {
    return Character.isDigit(part.charAt(0));
  }
}
