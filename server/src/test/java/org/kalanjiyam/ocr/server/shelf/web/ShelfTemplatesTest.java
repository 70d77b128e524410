package org.kalanjiyam.ocr.server.shelf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.ocr.TaskPhrases;
import org.kalanjiyam.ocr.server.ocr.web.SampleRuns;
import org.kalanjiyam.ocr.server.progress.Estimate;
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
    String html = bench.render("shelf/dashboard", Map.of("books", List.of(), "running", List.of()));
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
    var book = new BookPageController.BookView(evil, List.of(), 1, 0, 0, 0, null);
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
                    project("Meghadūta मेघदूतम्", Project.Status.READY, 1000), 0, running),
                new DashboardPageController.Shown(
                    project("திருக்குறள் with notes", Project.Status.READY, 330), 0, null),
                new DashboardPageController.Shown(
                    project("The Reading Room: a sample book", Project.Status.IMPORTING, 4),
                    0,
                    null),
                new DashboardPageController.Shown(
                    project(
                        "A much longer title of a book that nobody can shorten any more, second edition",
                        Project.Status.FAILED,
                        0),
                    0,
                    null))
            .toList();
    return Map.of("books", books, "running", List.of(running));
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

  private static BookPageController.BookView book(Project.Status status, int stored) {
    List<Page> pages =
        Stream.iterate(1, n -> n + 1)
            .limit(stored)
            .map(
                n ->
                    new Page(
                        n,
                        1,
                        n,
                        "f",
                        "image/png",
                        "ab",
                        1,
                        1000,
                        1400,
                        200,
                        n > 80 ? 0 : 1,
                        n % 9 == 0 && n <= 80,
                        n > 80 ? Page.Status.NO_TEXT : Page.Status.RECOGNISED))
            .toList();
    return new BookPageController.BookView(
        project("Meghadūta मेघदूतम्", status, 120),
        pages,
        1,
        stored,
        Math.min(80, stored),
        8,
        null);
  }
}
