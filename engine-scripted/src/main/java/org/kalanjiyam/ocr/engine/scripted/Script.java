package org.kalanjiyam.ocr.engine.scripted;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.engine.Recognition;

/** What a page tells the engine to do; the words in {@link ScriptedProvider}. */
record Script(Map<String, String> words) {
  static final String MARK = "kalanjiyam-script:";
  static final String VARIABLE = "KALANJIYAM_SCRIPT";
  private static final Pattern IN_IMAGE = Pattern.compile(MARK + "([\\x20-\\x7E]*)");

  static Script of(Recognition recognition, String usual) {
    String bytes = new String(recognition.image().bytes(), StandardCharsets.ISO_8859_1);
    Matcher inImage = IN_IMAGE.matcher(bytes);
    if (inImage.find()) {
      return parse(inImage.group(1));
    }
    return parse(recognition.parameters().isBlank() ? usual : recognition.parameters());
  }

  static Script parse(String text) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : text.split("[\\s,;]+")) {
      String[] parts = word.split("=", 2);
      words.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return new Script(words);
  }

  boolean has(String word) {
    return words.containsKey(word);
  }

  String value(String word) {
    return words.getOrDefault(word, "");
  }

  int number(String word) {
    return has(word) ? Integer.parseInt(value(word)) : 0;
  }
}
