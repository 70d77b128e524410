package org.kalanjiyam.ocr.server.project;

import java.util.Map;

/**
 * Writes Indian scripts in plain Latin letters, well enough to recognise a title by. The blocks
 * from Devanagari to Malayalam share one layout in Unicode, so one table serves all nine.
 */
final class Romanisation {
  private static final int FIRST_BLOCK = 0x0900;
  private static final int LAST_BLOCK_END = 0x0D80;
  private static final int VIRAMA = 0x4D;
  private static final int NUKTA = 0x3C;

  /** Independent vowels by offset in the block. */
  private static final String[] VOWELS =
      "a a i i u u ri li e e e ai o o o au".split(" "); // from 0x05

  /** Consonants by offset in the block. */
  private static final String[] CONSONANTS =
      ("k kh g gh ng c ch j jh ny t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h")
          .split(" "); // from 0x15

  /** Vowel signs by offset in the block. */
  private static final String[] SIGNS = "a i i u u ri ri e e e ai o o o au".split(" "); // 0x3E

  private static final Map<Integer, String> OTHERS = Map.of(0x02, "m", 0x03, "h", 0x50, "om");

  private Romanisation() {}

  static String of(String text) {
    StringBuilder latin = new StringBuilder();
    boolean inherent = false; // a consonant was written whose vowel a is still to come
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      int offset = offset(letter);
      if (offset == NUKTA) {
        continue;
      }
      boolean sign = offset == VIRAMA || within(offset, 0x3E, SIGNS);
      if (inherent && !sign) {
        latin.append('a');
      }
      latin.append(offset < 0 ? String.valueOf(letter) : roman(offset));
      inherent = within(offset, 0x15, CONSONANTS);
    }
    return inherent ? latin.append('a').toString() : latin.toString();
  }

  private static int offset(char letter) {
    return letter >= FIRST_BLOCK && letter < LAST_BLOCK_END ? letter & 0x7F : -1;
  }

  private static String roman(int offset) {
    if (within(offset, 0x05, VOWELS)) {
      return VOWELS[offset - 0x05];
    }
    if (within(offset, 0x15, CONSONANTS)) {
      return CONSONANTS[offset - 0x15];
    }
    if (within(offset, 0x3E, SIGNS)) {
      return SIGNS[offset - 0x3E];
    }
    if (offset >= 0x66 && offset <= 0x6F) {
      return String.valueOf(offset - 0x66);
    }
    return OTHERS.getOrDefault(offset, "");
  }

  private static boolean within(int offset, int first, String[] table) {
    return offset >= first && offset < first + table.length;
  }
}
