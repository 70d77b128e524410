package org.kalanjiyam.ocr.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param open the page whose cell is open
 */
record ProgressView(
    Task task,
    String title,
    String engineTitle,
    String languageName,
    Estimate pace,
    @Nullable Stall stall,
    List<FailureGroup> failures,
    Cells.Strip strip,
    Rights may,
    @Nullable OpenPage open) {
  static final List<String> FORMATS = List.of("txt", "pdf", "hocr", "alto", "page", "json");

  public String slug() {
    return task.projectSlug();
  }

  public Bar bar() {
    return Bar.of(task.counts());
  }

  public List<Count> counts() {
    return Count.all(task.counts());
  }

  public List<String> formats() {
    return FORMATS;
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

  public boolean mayRetry() {
    return mayReadAgain() && task.counts().failed() > 0;
  }
}
