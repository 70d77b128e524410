package org.kalanjiyam.ocr.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final String BASE = "one two three\nfour five six\nseven eight nine\n";

  @Test
  void changesOfDifferentLinesAreBothKept() {
    assertThat(Merge.of(BASE, BASE.replace("one", "ONE"), BASE.replace("nine", "NINE")))
        .containsExactly(new Merge.Agreed("ONE two three\nfour five six\nseven eight NINE\n"));
  }

  @Test
  void changesOfNeighbouringLinesAreBothKept() {
    assertThat(Merge.of(BASE, BASE.replace("one", "ONE"), BASE.replace("five", "FIVE")))
        .containsExactly(new Merge.Agreed("ONE two three\nfour FIVE six\nseven eight nine\n"));
  }

  @Test
  void changesOfDifferentWordsInOneLineAreBothKept() {
    assertThat(Merge.of(BASE, BASE.replace("four", "FOUR"), BASE.replace("six", "SIX")))
        .containsExactly(new Merge.Agreed("one two three\nFOUR five SIX\nseven eight nine\n"));
  }

  @Test
  void whatBothChangedDifferentlyIsLeftToChoose() {
    assertThat(Merge.of(BASE, BASE.replace("five", "FIVE"), BASE.replace("five", "5")))
        .containsExactly(
            new Merge.Agreed("one two three\n"),
            new Merge.Overlap("four FIVE six\n", "four 5 six\n"),
            new Merge.Agreed("seven eight nine\n"));
  }

  @Test
  void theSameChangeByBothIsOneChange() {
    String both = BASE.replace("five", "FIVE");
    assertThat(Merge.of(BASE, both, both)).containsExactly(new Merge.Agreed(both));
  }

  @Test
  void twoAdditionsInOnePlaceAreLeftToChoose() {
    assertThat(Merge.of("a\nb\n", "a\nmine\nb\n", "a\ntheirs\nb\n"))
        .containsExactly(
            new Merge.Agreed("a\n"),
            new Merge.Overlap("mine\n", "theirs\n"),
            new Merge.Agreed("b\n"));
  }

  @Test
  void whateverWasTypedEachSideIsWholeWhenItsPiecesAreTaken() {
    Random random = new Random(12);
    for (int round = 0; round < 500; round++) {
      String base = text(random);
      String yours = changed(base, random);
      List<Merge.Piece> alone = Merge.of(base, yours, base);
      assertThat(alone).allMatch(Merge.Agreed.class::isInstance);
      assertThat(taken(alone)).isEqualTo(yours);
      assertThat(taken(Merge.of(base, base, yours))).isEqualTo(yours);
      assertThat(taken(Merge.of(base, yours, yours))).isEqualTo(yours);
    }
  }

  private static String taken(List<Merge.Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Merge.Piece piece : pieces) {
      text.append(piece instanceof Merge.Agreed(String agreed) ? agreed : "?");
    }
    return text.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(4))).append(random.nextInt(3) == 0 ? "\n" : " ");
    }
    return text.toString();
  }

  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(5); i > 0; i--) {
      int at = random.nextInt(changed.length() + 1);
      if (random.nextBoolean() || at == changed.length()) {
        changed.insert(at, random.nextBoolean() ? "x " : "y\n");
      } else {
        changed.deleteCharAt(at);
      }
    }
    return changed.toString();
  }
}
