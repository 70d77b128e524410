package org.kalanjiyam.ocr.server.proof;

import java.util.List;

/**
 * How a person likes the page editor.
 *
 * @param picture where the picture is
 * @param split the picture's share of the room, per cent
 * @param zoom of the picture, per cent of its pixels; 0: as wide as its room
 * @param size of the text, per cent
 * @param boxes whether the words' boxes are drawn
 * @param invisible whether invisible characters are shown
 * @param typing how keys are taken; see {@link Typing}
 * @param signs what the strip of signs has, in order
 */
public record EditorPreferences(
    Side picture,
    int split,
    int zoom,
    int size,
    Shown boxes,
    Shown invisible,
    Typing typing,
    List<String> signs) {
  private static final int MOST_SIGNS = 60;
  private static final int LONGEST_SIGN = 16;

  /** The signs that are hard to type, for somebody who has not chosen their own. */
  public static final List<String> SIGNS =
      List.of("ॐ", "ऽ", "।", "॥", "ँ", "\u0951", "\u0952", "\u1cda", "\u200d", "\u200c");

  /** For somebody who has not chosen anything. */
  public static final EditorPreferences DEFAULT =
      new EditorPreferences(Side.LEFT, 50, 0, 100, Shown.YES, Shown.NO, Typing.OFF, SIGNS);

  public EditorPreferences {
    split = Math.clamp(split, 15, 85);
    zoom = zoom == 0 ? 0 : Math.clamp(zoom, 5, 800);
    size = Math.clamp(size, 60, 300);
    signs =
        signs.stream()
            .filter(sign -> !sign.isBlank() && sign.length() <= LONGEST_SIGN)
            .filter(sign -> sign.indexOf('\0') < 0)
            .limit(MOST_SIGNS)
            .toList();
  }

  /** Where the picture is. */
  public enum Side {
    LEFT,
    TOP
  }

  /** Whether something is shown. */
  public enum Shown {
    YES,
    NO
  }

  /** How keys are taken. */
  public enum Typing {
    OFF,
    HARVARD_KYOTO,
    ITRANS,
    IAST,
    INSCRIPT,
    TAMIL_PHONETIC,
    TAMIL_99
  }
}
