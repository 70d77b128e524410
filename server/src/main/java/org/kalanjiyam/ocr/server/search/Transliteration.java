package org.kalanjiyam.ocr.server.search;

import java.util.HashMap;
import java.util.Map;

/**
 * A way to write Indian sounds in Latin letters, read into one letter a sound (those of SLP1, and
 * {@code Z} for Tamil's ழ). What it does not know stays as it is.
 */
enum Transliteration {
  /** With diacritics; ISO 15919 differs from IAST in a few letters, all of which are known. */
  IAST(
      "ai E au O kh K gh G ch C jh J ṭh W ḍh Q th T dh D ph P bh B r̥̄ F r̥ f l̥̄ X l̥ x ā A ī I ū U ṛ f ṝ F ḷ L"
          + " ḹ X ṅ N ñ Y ṭ w ḍ q ṇ R ś S ṣ z ṃ M ṁ M m̐ M ḥ H ē e ō o ĕ e ŏ o ḻ Z ṟ r ṉ n w v f P x kz q k z j"),
  HARVARD_KYOTO(
      "ai E au O kh K gh G ch C jh J Th W Dh Q th T dh D ph P bh B lRR X lR x RR F R f G N J Y T w D q N R z S"
          + " S z M M H H A A I I U U L L w v"),
  ITRANS(
      "RRi f R^i f RRI F R^I F LLi x L^i x aa A ii I ee I uu U oo U ai E au O kh K gh G chh C Ch C ch c c c jh J"
          + " ~N N N^ N ~n Y JN Y Th W Dh Q th T dh D ph P bh B shh z Sh z sh S GY jY dny jY x kz T w D q N R .n M"
          + " .m M M M .h  H H A A I I U U L L w v S z");

  private final Map<String, String> sounds = new HashMap<>();
  private int longest;

  Transliteration(String table) {
    String[] pairs = table.split(" ", -1);
    for (int i = 0; i < pairs.length; i += 2) {
      sounds.put(pairs[i], pairs[i + 1]);
      longest = Math.max(longest, pairs[i].length());
    }
  }

  String read(String roman) {
    StringBuilder read = new StringBuilder();
    for (int at = 0; at < roman.length(); ) {
      int length = Math.min(longest, roman.length() - at);
      while (length > 1 && !sounds.containsKey(roman.substring(at, at + length))) {
        length--;
      }
      String letters = roman.substring(at, at + length);
      read.append(sounds.getOrDefault(letters, letters));
      at += length;
    }
    return read.toString();
  }
}
