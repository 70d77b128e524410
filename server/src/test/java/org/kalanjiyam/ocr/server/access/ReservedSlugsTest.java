package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.project.Slug;

/** A book's name in addresses is no word that a route has there. */
class ReservedSlugsTest {
  @Test
  void noSlugIsAWordThatARouteHasInItsPlace() {
    Set<String> words = new TreeSet<>();
    for (List<String> withSlug : paths()) {
      int place = withSlug.indexOf("{slug}");
      if (place > 0) {
        paths().stream()
            .filter(path -> path.size() > place)
            .filter(path -> path.subList(0, place).equals(withSlug.subList(0, place)))
            .map(path -> path.get(place))
            .filter(word -> word.matches("[a-z0-9]+(-[a-z0-9]+)*"))
            .forEach(words::add);
      }
    }
    assertThat(words).contains("batch-ocr-status", "sample");
    assertThat(words)
        .allSatisfy(
            word ->
                assertThatThrownBy(() -> new Slug(word))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("own addresses"));
  }

  @Test
  void aBookWithSuchATitleHasASlugAllTheSame() {
    assertThat(Slug.ofTitle("Batch OCR status").value()).isEqualTo("batch-ocr-status-book");
    assertThat(Slug.ofTitle("New").value()).isEqualTo("new-book");
  }

  private static List<List<String>> paths() {
    return Routes.ALL.stream()
        .map(route -> Arrays.asList(route.pattern().getPatternString().split("/")))
        .toList();
  }
}
