package org.kalanjiyam.ocr.server.ocr.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.kalanjiyam.ocr.server.access.Rights;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Stall;
import org.kalanjiyam.ocr.server.site.TemplateBench;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/** Tasks of every kind, to be shown. */
public final class SampleRuns {
  public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final TemplateBench bench;

  SampleRuns(TemplateBench bench) {
    this.bench = bench;
  }

  /** A book whose first pages are done, some failed or left alone among them. */
  public static List<TaskPage> pages(int total, int ended, boolean active) {
    return IntStream.rangeClosed(1, total).mapToObj(n -> page(n, ended, active)).toList();
  }

  private static TaskPage page(int number, int ended, boolean active) {
    if (number > ended) {
      boolean working = active && number <= ended + 2;
      return bare(
          number, working ? PageStatus.ACTIVE : active ? PageStatus.QUEUED : PageStatus.REVOKED);
    }
    if (number % 53 == 7) {
      return failed(
          number,
          "unreadable-image",
          "The image is damaged: its data ends too early. Scan the page again.");
    }
    if (number % 97 == 11) {
      return failed(number, "crashed", "The engine crashed on this page three times.");
    }
    return bare(number, number % 41 == 5 ? PageStatus.SKIPPED : PageStatus.DONE);
  }

  private static TaskPage failed(int number, String cause, String reason) {
    return new TaskPage(
        number,
        PageStatus.FAILED,
        3,
        NOON,
        NOON,
        1640L,
        "scriptorium-4711-ab",
        null,
        5L,
        cause,
        reason);
  }

  private static TaskPage bare(int number, PageStatus status) {
    return new TaskPage(
        number, status, 1, NOON, NOON, 1640L, "scriptorium-4711-ab", 0.93, 5L, null, null);
  }

  public static Task task(TaskStatus status, List<TaskPage> pages) {
    PageCounts counts =
        new PageCounts(
            pages.size(),
            count(pages, PageStatus.QUEUED),
            count(pages, PageStatus.ACTIVE),
            count(pages, PageStatus.DONE),
            count(pages, PageStatus.FAILED),
            count(pages, PageStatus.SKIPPED),
            count(pages, PageStatus.REVOKED));
    return new Task(
        UUID.fromString("019b7f00-0000-7000-8000-000000000001"),
        1L,
        "meghaduta",
        "tesseract",
        "5.5.2",
        "san",
        "",
        Scope.UNEDITED,
        TaskPurpose.TEXT,
        Priority.NORMAL,
        status,
        null,
        counts,
        42,
        null,
        7,
        "Meena Raman",
        NOON,
        NOON,
        NOON,
        status.active() ? null : NOON.plusSeconds(2600));
  }

  private static int count(List<TaskPage> pages, PageStatus status) {
    return (int) pages.stream().filter(page -> page.status() == status).count();
  }

  RunView view(
      TaskStatus status, List<TaskPage> pages, Estimate pace, Stall stall, SelectedPage open) {
    return new RunView(
        task(status, pages),
        "Meghadūta मेघदूतम् with the commentary of Mallinātha",
        "Tesseract",
        "Sanskrit",
        pace,
        stall,
        FailureGroup.of(pages),
        new PageCells(bench.messages())
            .strip(
                pages,
                open == null ? 0 : open.number(),
                StripPart.with(1, 1, Math.min(1000, pages.size())),
                Locale.ENGLISH),
        new Rights(TemplateBench.EDITOR),
        List.of(),
        open,
        RunContext.NONE);
  }
}
