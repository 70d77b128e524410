package org.kalanjiyam.ocr.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Preflight;
import org.kalanjiyam.ocr.server.progress.Stall;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartPlan;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/** Every template renders in every state that a person may meet, and says nothing it must not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplatesTest {
  private static final Pattern INLINE =
      Pattern.compile("<style|<script(?![^>]*\\ssrc=)|\\sstyle=|\\son[a-z]+=|javascript:");
  private static final Pattern MISSING = Pattern.compile("\\?\\?[\\w.]+_en\\?\\?");

  private final TemplateBench bench = new TemplateBench();
  private final Samples samples = new Samples(bench);
  private final Map<String, String> rendered = new HashMap<>();

  @BeforeAll
  void renderAll() throws Exception {
    Estimate steady = new Estimate(22.4, 1020L, 900L, 1180L);
    Estimate unknown = new Estimate(null, null, null, null);
    progress("progress-3", TaskStatus.PENDING, Samples.pages(3, 0, true), unknown, null, null);
    progress("progress-60", TaskStatus.PROGRESS, Samples.pages(60, 31, true), steady, null, null);
    List<TaskPage> thousand = Samples.pages(1000, 612, true);
    progress("progress-1000", TaskStatus.PROGRESS, thousand, steady, null, open(thousand, 60));
    progress(
        "progress-3000", TaskStatus.PROGRESS, Samples.pages(3000, 1700, true), steady, null, null);
    Stall stall = new Stall(Duration.ofMinutes(4), Duration.ofSeconds(2));
    progress(
        "progress-stalled",
        TaskStatus.PROGRESS,
        Samples.pages(300, 100, true),
        steady,
        stall,
        null);
    progress(
        "progress-paused", TaskStatus.PAUSED, Samples.pages(120, 50, true), steady, null, null);
    progress(
        "progress-failed", TaskStatus.FAILURE, Samples.pages(1000, 1000, true), steady, null, null);
    progress("progress-done", TaskStatus.SUCCESS, Samples.pages(4, 4, true), steady, null, null);
    progress(
        "progress-cancelled",
        TaskStatus.REVOKED,
        Samples.pages(200, 80, false),
        steady,
        null,
        null);
    render("dashboard-empty", "dashboard", Map.of("books", List.of(), "running", List.of()));
    render("dashboard", "dashboard", dashboard());
    render("new", "project-new", Map.of());
    render(
        "new-refused",
        "project-new",
        Map.of("problem", "“x.doc” is not a kind of file that is read: PDF, PNG."));
    render("book", "book", Map.of("book", book(Project.Status.READY, 120)));
    render("book-importing", "book", Map.of("book", book(Project.Status.IMPORTING, 9)));
    render("book-failed", "book", Map.of("book", book(Project.Status.FAILED, 0)));
    render("form", "ocr-form", form());
    render("sign-in", "sign-in", anonymous());
    render("sign-in-wrong", "sign-in", with(anonymous(), "problem", "Name or password is wrong."));
    render("error-404", "error/404", with(anonymous(), "status", 404));
    render("error-403", "error/403", Map.of("status", 403));
    render("error-500", "error/5xx", Map.of("status", 500));
  }

  @AfterAll
  void keepForLooking() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/gallery"));
    for (var page : rendered.entrySet()) {
      Files.writeString(folder.resolve(page.getKey() + ".html"), page.getValue());
    }
  }

  @Test
  void nothingIsInlineThatAStrictPolicyForbids() {
    rendered.forEach((name, html) -> assertThat(html).as(name).doesNotContainPattern(INLINE));
  }

  @Test
  void everyMessageIsThere() {
    rendered.forEach((name, html) -> assertThat(html).as(name).doesNotContainPattern(MISSING));
  }

  @Test
  void aThousandCellsAreSmallMarkup() {
    assertThat(rendered.get("progress-1000").length()).isLessThan(120_000);
    assertThat(count(rendered.get("progress-3000"), "class=\"c ")).isBetween(3000, 3010);
  }

  @Test
  void failuresAreGroupedByCauseWithTheLargestFirst() {
    String page = rendered.get("progress-failed");
    assertThat(page).containsSubsequence("19 pages", "The image is damaged", "11 pages", "crashed");
    assertThat(page).contains("Retry these 30");
  }

  @Test
  void titlesAreEscaped() throws Exception {
    Project evil = project("<script>alert(1)</script>", Project.Status.READY, 1);
    var book = new BookController.BookView(evil, List.of(), 1, 0, 0, 0, null);
    String html = bench.render("book", Map.of("book", book));
    assertThat(html).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
  }

  private void progress(
      String name,
      TaskStatus status,
      List<TaskPage> pages,
      Estimate pace,
      Stall stall,
      OpenPage open)
      throws Exception {
    render(name, "progress", Map.of("v", samples.view(status, pages, pace, stall, open)));
  }

  private void render(String name, String view, Map<String, ?> model) throws Exception {
    rendered.put(name, bench.render(view, model));
  }

  private static OpenPage open(List<TaskPage> pages, int number) {
    TaskPage page = pages.get(number - 1);
    return new OpenPage(
        Samples.task(TaskStatus.PROGRESS, pages).id(),
        "meghaduta",
        page,
        "कश्चित्कान्ताविरहगुरुणा स्वाधिकारात्प्रमत्तः\nशापेनास्तङ्गमितमहिमा वर्षभोग्येण भर्तुः ।",
        false,
        true);
  }

  private static Map<String, Object> dashboard() {
    List<TaskPage> pages = Samples.pages(1000, 612, true);
    var task = Samples.task(TaskStatus.PROGRESS, pages);
    var running =
        new DashboardController.Running(
            task,
            "Meghadūta मेघदूतम्",
            true,
            Bar.of(task.counts()),
            new Estimate(22.4, 1020L, 900L, 1180L));
    var books =
        Stream.of(
                new DashboardController.Shown(
                    project("Meghadūta मेघदूतम्", Project.Status.READY, 1000), 0, running),
                new DashboardController.Shown(
                    project("திருக்குறள் with notes", Project.Status.READY, 330), 0, null),
                new DashboardController.Shown(
                    project("The Reading Room: a sample book", Project.Status.IMPORTING, 4),
                    0,
                    null),
                new DashboardController.Shown(
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
        Samples.NOON);
  }

  private static BookController.BookView book(Project.Status status, int stored) {
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
                        null))
            .toList();
    return new BookController.BookView(
        project("Meghadūta मेघदूतम्", status, 120),
        pages,
        1,
        stored,
        Math.min(80, stored),
        8,
        null);
  }

  private static Map<String, Object> form() {
    List<Language> languages =
        List.of(new Language("eng", "English"), new Language("san", "Sanskrit"));
    Engine tesseract =
        new Engine("tesseract", "Tesseract", true, null, false, "5.5.2", 2, languages);
    Engine google =
        new Engine(
            "google",
            "Google Vision",
            false,
            "No credentials: set GOOGLE_APPLICATION_CREDENTIALS to a key file, and start the server again.",
            true,
            null,
            0,
            List.of());
    OcrForm form =
        new OcrForm(
            project("Meghadūta मेघदूतम्", Project.Status.READY, 120),
            List.of(tesseract, google),
            tesseract,
            "san",
            Scope.UNEDITED,
            "",
            Priority.NORMAL,
            List.of(Priority.LOW, Priority.NORMAL),
            4,
            3,
            new Preflight.Found(
                new StartPlan("tesseract", "san", 113, 113_000_000L, 3, 4, null),
                tesseract,
                true,
                280,
                new Estimate(null, 250L, 190L, 340L)),
            null);
    return Map.of("form", form);
  }

  private static Map<String, Object> anonymous() {
    Map<String, Object> model = new HashMap<>();
    model.put("me", null);
    model.put("may", new Rights(null));
    return model;
  }

  private static Map<String, Object> with(Map<String, Object> model, String key, Object value) {
    model.put(key, value);
    return model;
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
