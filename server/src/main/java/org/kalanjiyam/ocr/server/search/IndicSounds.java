package org.kalanjiyam.ocr.server.search;

/**
 * Reads Indian scripts into one letter a sound. The blocks from Devanagari to Malayalam share one
 * layout in Unicode, so one table serves all nine. Nukta, accents, joiners and avagraha say nothing
 * here.
 */
final class IndicSounds {
  private static final int FIRST_BLOCK = 0x0900;
  private static final int BLOCKS_END = 0x0D80;
  private static final int VIRAMA = 0x4D;
  private static final int TAMIL_BLOCK = 0x0B80;
  private static final String VOWELS = "aAiIuUfxeeeEoooO"; // from 0x05
  private static final String CONSONANTS = "kKgGNcCjJYwWqQRtTdDnnpPbBmyrrlLZvSzsh"; // from 0x15
  private static final String SIGNS = "AiIuUfFeeeEoooO"; // from 0x3E
  private static final String CHILLUS = "RnrlLk"; // Malayalam's bare consonants, from 0x7A

  private final StringBuilder sounds = new StringBuilder();
  private boolean inherent; // a consonant was written whose vowel a is still to come

  private IndicSounds() {}

  static boolean indic(int letter) {
    return letter >= FIRST_BLOCK && letter < BLOCKS_END;
  }

  /** Letters of other scripts stay as they are. */
  static String read(String text) {
    IndicSounds reader = new IndicSounds();
    text.codePoints().forEach(reader::letter);
    reader.endSyllable();
    return reader.sounds.toString();
  }

  private void letter(int letter) {
    if (!indic(letter)) {
      endSyllable();
      sounds.appendCodePoint(letter);
      return;
    }
    int offset = letter & 0x7F;
    char consonant = in(CONSONANTS, 0x15, offset);
    char vowel = in(VOWELS, 0x05, offset);
    char sign = sign(offset);
    if (sign != 0) {
      sign(sign);
    } else if (consonant != 0) {
      endSyllable();
      sounds.append(consonant);
      inherent = true;
    } else if (vowel != 0) {
      endSyllable();
      sounds.append(vowel);
    } else if (offset == VIRAMA) {
      inherent = false;
    } else {
      other(letter, offset);
    }
  }

  private void other(int letter, int offset) {
    boolean nasal = offset <= 0x02 || letter == 0x0A70;
    boolean malayalam = letter >= 0x0D7A;
    if (nasal || offset == 0x03) {
      endSyllable();
      sounds.append(nasal ? 'M' : 'H');
    } else if (offset == 0x50 && letter < TAMIL_BLOCK) {
      endSyllable();
      sounds.append("oM");
    } else if (offset >= 0x66 && offset <= 0x6F) {
      endSyllable();
      sounds.append((char) ('0' + offset - 0x66));
    } else if (malayalam || letter == 0x09CE) {
      endSyllable();
      sounds.append(malayalam ? in(CHILLUS, 0x7A, offset) : 't');
    } else if (letter == 0x09F0 || letter == 0x09F1) { // Assamese r and v
      endSyllable();
      sounds.append(letter == 0x09F0 ? 'r' : 'v');
      inherent = true;
    }
  }

  /** A vowel sign after its anusvara was written in the wrong order, and looks the same. */
  private void sign(char sign) {
    int last = sounds.length() - 1;
    boolean late = !inherent && last > 0 && "MH".indexOf(sounds.charAt(last)) >= 0;
    if (late && sounds.charAt(last - 1) == 'a') {
      sounds.setCharAt(last - 1, sign);
    } else {
      sounds.append(sign);
    }
    inherent = false;
  }

  private void endSyllable() {
    if (inherent) {
      sounds.append('a');
      inherent = false;
    }
  }

  private static char sign(int offset) {
    return switch (offset) {
      case 0x62 -> 'x';
      case 0x63 -> 'X';
      default -> in(SIGNS, 0x3E, offset);
    };
  }

  private static char in(String table, int first, int offset) {
    int at = offset - first;
    return at >= 0 && at < table.length() ? table.charAt(at) : 0;
  }
}
