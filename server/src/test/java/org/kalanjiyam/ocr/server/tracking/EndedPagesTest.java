package org.kalanjiyam.ocr.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.TaskPage;

class EndedPagesTest {
  private final EndedPages pages = new EndedPages();

  @Test
  void whoWasToldOfSomeSeesNoneOfThoseThatCameLater() {
    int three = pages.add(List.of(page(1, 11), page(2, 11), page(3, 12)));
    int many = pages.add(IntStream.range(4, 100).mapToObj(n -> page(n, 9 + n)).toList());

    assertThat(three).isEqualTo(3);
    assertThat(many).isEqualTo(99);
    assertThat(pages.after(10, three)).extracting(TaskPage::page).containsExactly(1, 2, 3);
    assertThat(pages.after(11, three)).extracting(TaskPage::page).containsExactly(3);
    assertThat(pages.after(12, three)).isEmpty();
    assertThat(pages.after(106, many)).extracting(TaskPage::page).containsExactly(98, 99);
    assertThat(pages.after(10, many)).hasSize(99);
  }

  private static TaskPage page(int number, long version) {
    return new TaskPage(
        number, PageStatus.DONE, 1, null, null, null, null, null, version, null, null);
  }
}
