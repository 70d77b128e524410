package org.kalanjiyam.ocr.server.proof;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.engine.Word;
import org.springframework.stereotype.Service;

/** The words of a page that are still in doubt, from all that doubt. Thread-safe. */
@Service
public class Doubts {
  private final List<DoubtSource> sources;
  private final AcceptedWords accepted;

  Doubts(List<DoubtSource> sources, AcceptedWords accepted) {
    this.sources = sources;
    this.accepted = accepted;
  }

  /** One for each word, in the text's order, without those that a person has accepted. */
  public List<Doubt> of(PageWithText page) {
    List<Doubt> all = sources.stream().flatMap(source -> source.of(page).stream()).toList();
    if (all.isEmpty()) {
      return all;
    }
    Set<Edit.AcceptedWord> settled = accepted.of(page.page().id());
    Map<Place, Doubt> open = new TreeMap<>();
    for (Doubt doubt : all) {
      Word word = page.lines().get(doubt.line()).words().get(doubt.word());
      if (!settled.contains(new Edit.AcceptedWord(word.box(), word.text()))) {
        open.merge(new Place(doubt.line(), doubt.word()), doubt, Doubts::both);
      }
    }
    return List.copyOf(open.values());
  }

  private static Doubt both(Doubt one, Doubt other) {
    return new Doubt(
        one.line(),
        one.word(),
        Stream.concat(one.others().stream(), other.others().stream()).distinct().toList());
  }

  private record Place(int line, int word) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::line).thenComparingInt(Place::word);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
