package org.kalanjiyam.ocr.server.shelf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.ocr.TaskPhrases;
import org.kalanjiyam.ocr.server.ocr.web.SampleRuns;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.project.BookDetails;
import org.kalanjiyam.ocr.server.project.BookPages;
import org.kalanjiyam.ocr.server.project.Bookshelf;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.site.TemplateBench;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/** The shelf and a book in every state that a person may meet. */
class ShelfTemplatesTest {
  private final TemplateBench bench = new TemplateBench();

  ShelfTemplatesTest() {
    bench.with("taskPhrases", new TaskPhrases(bench.phrases()));
  }

  @Test
  void anEmptyShelfTeaches() throws Exception {
    String html =
        bench.render("shelf/dashboard", with(Map.of("books", List.of(), "running", List.of())));
    assertThat(html).contains("sample");
  }

  @Test
  void booksAndRunningTasksAreShown() throws Exception {
    assertThat(bench.render("shelf/dashboard", dashboard())).contains("திருக்குறள்", "61.2");
  }

  @ParameterizedTest
  @CsvSource({"READY, 120", "IMPORTING, 9", "FAILED, 0"})
  void aBookRendersInEveryState(Project.Status status, int stored) throws Exception {
    assertThat(bench.render("shelf/book", Map.of("book", book(status, stored))))
        .contains("Meghadūta");
  }

  @Test
  void titlesAreEscaped() throws Exception {
    Project evil = project("<script>alert(1)</script>", Project.Status.READY, 1);
    var book =
        new BookView(
            evil, DETAILS, List.of(), COUNTS, Set.of(), BookPages.Order.NUMBER, 1, null, Map.of());
    String html = bench.render("shelf/book", Map.of("book", book));
    assertThat(html).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
  }

  private static Map<String, Object> dashboard() {
    List<TaskPage> pages = SampleRuns.pages(1000, 612, true);
    var task = SampleRuns.task(TaskStatus.PROGRESS, pages);
    var running =
        new DashboardPageController.Running(
            task,
            "Meghadūta मेघदूतम्",
            true,
            ProgressBar.of(task.counts()),
            new Estimate(22.4, 1020L, 900L, 1180L));
    var books =
        Stream.of(
                new DashboardPageController.Shown(
                    project("Meghadūta मेघदूतम्", Project.Status.READY, 1000),
                    DETAILS,
                    StatusBar.of(COUNTS),
                    running),
                new DashboardPageController.Shown(
                    project("திருக்குறள் with notes", Project.Status.READY, 330),
                    DETAILS,
                    StatusBar.of(COUNTS),
                    null),
                new DashboardPageController.Shown(
                    project("The Reading Room: a sample book", Project.Status.IMPORTING, 4),
                    DETAILS,
                    StatusBar.of(COUNTS),
                    null),
                new DashboardPageController.Shown(
                    project(
                        "A much longer title of a book that nobody can shorten any more, second edition",
                        Project.Status.FAILED,
                        0),
                    DETAILS,
                    StatusBar.of(COUNTS),
                    null))
            .toList();
    return with(Map.of("books", books, "running", List.of(running)));
  }

  private static Project project(String title, Project.Status status, int pages) {
    return new Project(
        1,
        "meghaduta",
        title,
        status,
        status == Project.Status.FAILED ? "Page 3 of scan.pdf is damaged." : null,
        pages,
        7,
        SampleRuns.NOON);
  }

  private static BookView book(Project.Status status, int stored) {
    List<BookPages.Shown> pages =
        Stream.iterate(1, n -> n + 1)
            .limit(stored)
            .map(
                n ->
                    new BookPages.Shown(
                        n,
                        "ab",
                        n > 80 ? Page.Status.NO_TEXT : Page.Status.RECOGNISED,
                        n < 9 ? "i" : null,
                        n > 80 ? null : 0.8))
            .toList();
    return new BookView(
        project("Meghadūta मेघदूतम्", status, 120),
        DETAILS,
        pages,
        COUNTS,
        Set.of(),
        BookPages.Order.NUMBER,
        1,
        null,
        Map.of(3, List.of("Kamala")));
  }

  private static Map<String, Object> with(Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("wanted", Bookshelf.Wanted.ALL);
    all.put("orders", Bookshelf.Order.values());
    all.put("kinds", Bookshelf.Kept.values());
    return all;
  }

  private static final BookDetails DETAILS =
      new BookDetails(
          "Kālidāsa",
          "M. R. Kale",
          null,
          "1911",
          "Sanskrit",
          null,
          "1=i, 9=1",
          null,
          SampleRuns.NOON,
          "Kamala");
  private static final Map<Page.Status, Integer> COUNTS =
      new EnumMap<>(
          Map.of(
              Page.Status.NO_TEXT,
              40,
              Page.Status.RECOGNISED,
              60,
              Page.Status.PROOFREAD_ONCE,
              20,
              Page.Status.PROOFREAD_TWICE,
              0,
              Page.Status.SKIP,
              0));
}
