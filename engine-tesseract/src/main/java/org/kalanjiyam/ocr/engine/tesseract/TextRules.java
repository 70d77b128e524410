package org.kalanjiyam.ocr.engine.tesseract;

import java.util.Map;
import java.util.regex.Pattern;

/** Mends what models are known to write otherwise than books do. Works word by word. */
record TextRules(
    Profile.NonJoiner nonJoiner,
    boolean dandas,
    boolean visarga,
    boolean ligatures,
    boolean fraktur,
    Map<String, String> words,
    TaskOptions.LongS longS) {
  private static final String NON_JOINER = "\u200c";

  /** Not between a virama and a letter of the same script: there it keeps them apart. */
  private static final Pattern NOT_WITHIN_A_WORD =
      Pattern.compile("(?<![\\p{M}])\u200c|\u200c(?![\\p{L}])");

  private static final Pattern DOUBLE_DANDA = Pattern.compile("[।|]{2}|[।|]?॥[।|॥]?");
  private static final Pattern STROKE = Pattern.compile("(?<=[\\u0900-\\u097f])\\||^\\|$");
  private static final Pattern COLON = Pattern.compile("(?<=[\\u0900-\\u0963]):");

  /** What models of Fraktur write for the ligatures ch and ck, alone or with parts of them. */
  private static final Pattern CH = Pattern.compile("c?<h?");

  private static final Pattern CK = Pattern.compile("c?>k?");

  /** Fraktur has one letter for I and J; before a consonant it is I. */
  private static final Pattern I = Pattern.compile("\\bJ(?=[b-df-hk-np-tv-xzſß])");

  /** The sign for et cetera: a round r and a c. */
  private static final Pattern ET_CETERA = Pattern.compile("^2c(?=\\p{P}*$)");

  private static final Pattern CORE = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  static TextRules of(Profile profile, TaskOptions options) {
    return new TextRules(
        profile.nonJoiner(),
        profile.hasRule("danda"),
        profile.hasRule("visarga"),
        profile.hasRule("ligatures"),
        profile.hasRule("fraktur"),
        profile.words(),
        options.longS());
  }

  String apply(String word) {
    String text =
        switch (nonJoiner) {
          case KEEP -> word;
          case WITHIN_WORDS -> NOT_WITHIN_A_WORD.matcher(word).replaceAll("");
          case NEVER -> word.replace(NON_JOINER, "");
        };
    if (dandas) {
      text = DOUBLE_DANDA.matcher(text).replaceAll("॥");
      text = STROKE.matcher(text).replaceAll("।");
    }
    if (visarga) {
      text = COLON.matcher(text).replaceAll("ः");
    }
    if (ligatures) {
      boolean written = LETTER.matcher(text).find();
      text = CH.matcher(text).replaceAll(written ? "ch" : "");
      text = CK.matcher(text).replaceAll(written ? "ck" : "");
    }
    if (fraktur) {
      text = I.matcher(text).replaceAll("I");
      text = ET_CETERA.matcher(text).replaceAll("ꝛc");
      text = text.equals("z") ? ";" : text;
    }
    if (!words.isEmpty()) {
      text = CORE.matcher(text).replaceAll(core -> words.getOrDefault(core.group(), core.group()));
    }
    return longS == TaskOptions.LongS.FOLD ? text.replace('ſ', 's') : text;
  }
}
