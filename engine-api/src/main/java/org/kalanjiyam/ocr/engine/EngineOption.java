package org.kalanjiyam.ocr.engine;

import java.util.List;

/**
 * A setting of an engine that a person may choose for a task. Chosen values reach the engine as
 * {@link Recognition#parameters}; an option left at its default is left out there.
 *
 * @param name in kebab-case, such as {@code long-s}
 * @param title for a person
 * @param hint one sentence on when to choose something else, for a person
 * @param values what may be chosen, the default first; empty where any short text is taken
 */
public record EngineOption(String name, String title, String hint, List<Value> values) {
  public EngineOption {
    if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("Not the name of an option: " + name);
    }
    values = List.copyOf(values);
  }

  /**
   * One of the values to choose from.
   *
   * @param value as it stands in the parameters
   * @param title for a person
   */
  public record Value(String value, String title) {}

  /** Whether the option takes this value. */
  public boolean takes(String value) {
    return values.isEmpty()
        ? value.length() <= 200 && value.chars().noneMatch(Character::isISOControl)
        : values.stream().anyMatch(v -> v.value().equals(value));
  }
}
