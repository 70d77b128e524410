package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.Rights;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.export.ExportFormat;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Stall;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.Task;

/**
 * A task as its progress page shows it.
 *
 * @param title of the book
 * @param engineTitle the engine's name for a person
 * @param languageName the language's name for a person
 * @param failures why pages failed; empty if none did
 * @param strip empty in an update
 * @param formats in which the book can be downloaded
 * @param engines by which pages can be recognised again; empty while it is active
 * @param open the page whose cell is open
 * @param context what is told beside the figures
 */
record RunView(
    Task task,
    String title,
    String engineTitle,
    String languageName,
    Estimate pace,
    @Nullable Stall stall,
    List<FailureGroup> failures,
    PageCells.Strip strip,
    Rights may,
    List<Engine> engines,
    @Nullable SelectedPage open,
    RunContext context) {

  public String slug() {
    return task.projectSlug();
  }

  public ProgressBar bar() {
    return ProgressBar.of(task.counts());
  }

  public List<StatusCount> counts() {
    return StatusCount.all(task.counts());
  }

  public List<String> formats() {
    return ExportFormat.words();
  }

  public boolean mayControl() {
    return may.control(task);
  }

  public boolean mayRun() {
    return may.run() && task.projectId() != null;
  }

  public Scope[] scopes() {
    return Scope.values();
  }

  public boolean mayReadAgain() {
    return mayRun() && mayControl() && !task.active();
  }

  /** Whether a cancel left pages that can still be read. */
  public boolean mayFinish() {
    return mayReadAgain() && task.counts().revoked() > 0;
  }

  public boolean mayRetry() {
    return mayReadAgain() && task.counts().failed() > 0;
  }
}
