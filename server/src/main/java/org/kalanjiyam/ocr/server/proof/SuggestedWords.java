package org.kalanjiyam.ocr.server.proof;

import java.util.List;
import org.springframework.stereotype.Component;

/** Doubts the words that a waiting {@link Suggestion} would change. */
@Component
final class SuggestedWords implements DoubtSource {
  private final Suggestions suggestions;

  SuggestedWords(Suggestions suggestions) {
    this.suggestions = suggestions;
  }

  @Override
  public List<Doubt> of(PageWithText page) {
    return suggestions
        .of(page)
        .map(suggestion -> SecondOpinion.doubts(page.lines(), suggestion.text()))
        .orElse(List.of());
  }
}
