package org.kalanjiyam.ocr.server.proof;

import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.engine.Word;
import org.springframework.stereotype.Component;

/** Doubts a word that its engine was not sure of. */
@Component
final class LowConfidence implements DoubtSource {
  private static final double SURE = 0.7;

  @Override
  public List<Doubt> of(PageWithText page) {
    List<Doubt> doubts = new ArrayList<>();
    for (int line = 0; line < page.lines().size(); line++) {
      List<Word> words = page.lines().get(line).words();
      for (int word = 0; word < words.size(); word++) {
        Double confidence = words.get(word).confidence();
        if (confidence != null && confidence < SURE) {
          doubts.add(new Doubt(line, word, List.of()));
        }
      }
    }
    return doubts;
  }
}
