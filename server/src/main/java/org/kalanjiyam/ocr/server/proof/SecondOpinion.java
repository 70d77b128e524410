package org.kalanjiyam.ocr.server.proof;

import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.springframework.stereotype.Component;

/**
 * Doubts words of which another engine that was asked for its opinion recognised something else,
 * and tells what. Lines that a person wrote are beyond doubt.
 */
@Component
final class SecondOpinion implements DoubtSource {
  private final TaskTexts texts;

  SecondOpinion(TaskTexts texts) {
    this.texts = texts;
  }

  @Override
  public List<Doubt> of(PageWithText page) {
    return texts
        .newest(page.page().id(), TaskPurpose.OPINION)
        .map(opinion -> doubts(page.lines(), opinion.text()))
        .orElse(List.of());
  }

  static List<Doubt> doubts(List<TextLine> lines, String opinion) {
    List<Place> words = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      List<Word> inLine = lines.get(line).words();
      for (int word = 0; word < inLine.size(); word++) {
        words.add(new Place(line, word, inLine.get(word).text(), lines.get(line).corrected()));
      }
    }
    List<Doubt> doubts = new ArrayList<>();
    for (OtherReading.Place place :
        OtherReading.of(words.stream().map(Place::text).toList(), Tokens.written(opinion))) {
      String other = String.join(" ", place.other());
      if (place.from() == place.to()) {
        // Words that are in the other text alone: the word before them is looked at.
        int before = Math.max(0, place.from() - 1);
        if (before < words.size()) {
          Place at = words.get(before);
          doubt(doubts, at, place.from() == 0 ? other + " " + at.text() : at.text() + " " + other);
        }
      } else {
        for (int i = place.from(); i < place.to(); i++) {
          doubt(doubts, words.get(i), i == place.from() ? other : "");
        }
      }
    }
    return doubts;
  }

  private static void doubt(List<Doubt> doubts, Place word, String other) {
    if (!word.corrected()) {
      List<String> others = other.isEmpty() ? List.of() : List.of(other);
      doubts.add(new Doubt(word.line(), word.word(), others));
    }
  }

  private record Place(int line, int word, String text, boolean corrected) {}
}
