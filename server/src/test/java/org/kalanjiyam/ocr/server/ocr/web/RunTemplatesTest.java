package org.kalanjiyam.ocr.server.ocr.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.ocr.TaskPhrases;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Preflight;
import org.kalanjiyam.ocr.server.progress.Stall;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.site.TemplateBench;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartPlan;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/** The form and the run's page in every state that a person may meet. */
class RunTemplatesTest {
  private static final Estimate STEADY = new Estimate(22.4, 1020L, 900L, 1180L);
  private static final Estimate UNKNOWN = new Estimate(null, null, null, null);

  private final TemplateBench bench = new TemplateBench();
  private final SampleRuns samples = new SampleRuns(bench);

  RunTemplatesTest() {
    bench.with("taskPhrases", new TaskPhrases(bench.phrases()));
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, 3, 0",
    "PROGRESS, 60, 31",
    "PROGRESS, 1000, 612",
    "PAUSED, 120, 50",
    "FAILURE, 1000, 1000",
    "SUCCESS, 4, 4",
    "REVOKED, 200, 80"
  })
  void everyStateRenders(TaskStatus status, int pages, int ended) throws Exception {
    Estimate estimate = ended == 0 ? UNKNOWN : STEADY;
    String html =
        run(status, SampleRuns.pages(pages, ended, status.active()), estimate, null, null);
    assertThat(html).contains("Mallinātha");
  }

  @Test
  void aStallIsSaid() throws Exception {
    Stall stall = new Stall(Duration.ofMinutes(4), Duration.ofSeconds(2));
    String html = run(TaskStatus.PROGRESS, SampleRuns.pages(300, 100, true), STEADY, stall, null);
    assertThat(html).contains("4 min");
  }

  @Test
  void aThousandCellsAreSmallMarkup() throws Exception {
    List<TaskPage> thousand = SampleRuns.pages(1000, 612, true);
    assertThat(run(TaskStatus.PROGRESS, thousand, STEADY, null, open(thousand, 60)).length())
        .isLessThan(120_000);
    String more = run(TaskStatus.PROGRESS, SampleRuns.pages(3000, 1700, true), STEADY, null, null);
    assertThat(count(more, "class=\"c ")).isBetween(3000, 3010);
  }

  @Test
  void failuresAreGroupedByCauseWithTheLargestFirst() throws Exception {
    String page = run(TaskStatus.FAILURE, SampleRuns.pages(1000, 1000, true), STEADY, null, null);
    assertThat(page).containsSubsequence("19 pages", "The image is damaged", "11 pages", "crashed");
    assertThat(page).contains("Retry these 30");
  }

  @Test
  void theFormTellsWhyAnEngineIsNotReady() throws Exception {
    assertThat(bench.render("ocr/form", form())).contains("GOOGLE_APPLICATION_CREDENTIALS");
  }

  private String run(
      TaskStatus status, List<TaskPage> pages, Estimate pace, Stall stall, SelectedPage open)
      throws Exception {
    return bench.render("ocr/run", Map.of("v", samples.view(status, pages, pace, stall, open)));
  }

  private static SelectedPage open(List<TaskPage> pages, int number) {
    TaskPage page = pages.get(number - 1);
    return new SelectedPage(
        SampleRuns.task(TaskStatus.PROGRESS, pages).id(),
        "meghaduta",
        page,
        "कश्चित्कान्ताविरहगुरुणा स्वाधिकारात्प्रमत्तः\nशापेनास्तङ्गमितमहिमा वर्षभोग्येण भर्तुः ।",
        false,
        true);
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
            "No credentials: set GOOGLE_APPLICATION_CREDENTIALS to a key file, and start the server"
                + " again.",
            true,
            null,
            0,
            List.of());
    OcrForm form =
        new OcrForm(
            new Project(
                1,
                "meghaduta",
                "Meghadūta मेघदूतम्",
                Project.Status.READY,
                null,
                120,
                7,
                SampleRuns.NOON),
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
                new Estimate(null, 250L, 190L, 340L),
                null),
            null);
    return Map.of("form", form);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
