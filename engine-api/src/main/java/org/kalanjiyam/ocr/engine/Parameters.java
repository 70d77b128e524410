package org.kalanjiyam.ocr.engine;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The options chosen for a task in canonical form: {@code name=value} lines in the order of their
 * names, joined by line feeds; empty where all are at their defaults. Equal choices are equal
 * texts.
 */
public final class Parameters {
  private Parameters() {}

  /** The canonical form. Names and values must not hold line feeds, names no equals sign. */
  public static String format(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n"));
  }

  /**
   * The values of a canonical form, by name.
   *
   * @throws IllegalArgumentException if a line has no equals sign
   */
  public static SortedMap<String, String> parse(String parameters) {
    SortedMap<String, String> values = new TreeMap<>();
    parameters
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals < 1) {
                throw new IllegalArgumentException("Not a parameter: " + line);
              }
              values.put(line.substring(0, equals), line.substring(equals + 1));
            });
    return values;
  }
}
