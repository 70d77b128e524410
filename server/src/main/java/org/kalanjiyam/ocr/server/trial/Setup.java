package org.kalanjiyam.ocr.server.trial;

import org.kalanjiyam.ocr.engine.Parameters;
import org.kalanjiyam.ocr.server.problem.Refused;

/**
 * How pages are to be recognised.
 *
 * @param parameters the engine's options in {@linkplain Parameters canonical form}
 */
public record Setup(String engine, String language, String parameters) {

  /** As one text: engine, language and options, each on a line of its own. */
  public String text() {
    return engine + "\n" + language + (parameters.isEmpty() ? "" : "\n" + parameters);
  }

  /** What {@link #text} wrote; a browser may have made other line ends of it. */
  public static Setup parse(String text) {
    String[] lines = text.lines().toArray(String[]::new);
    if (lines.length < 2) {
      throw new Refused("A set-up names an engine and a language.");
    }
    StringBuilder parameters = new StringBuilder();
    for (int i = 2; i < lines.length; i++) {
      parameters.append(i == 2 ? "" : "\n").append(lines[i]);
    }
    try {
      return new Setup(
          lines[0], lines[1], Parameters.format(Parameters.parse(parameters.toString())));
    } catch (IllegalArgumentException e) {
      throw new Refused("An option is written like long-s=fold.", e);
    }
  }
}
