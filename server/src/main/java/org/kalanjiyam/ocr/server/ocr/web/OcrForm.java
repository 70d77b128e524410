package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.progress.Preflight.Found;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;

/**
 * The form from which a task is started, and what is said before it starts.
 *
 * @param engine the chosen one; null if there is none at all
 * @param language code of the chosen one
 * @param priorities those that the reader may choose
 * @param edited pages that somebody edited
 * @param failed pages that failed in the last task
 * @param found what a start would do; null where that cannot be told
 * @param problem why a start would be refused; null if it wouldn't
 * @param options the engine's options that are not at their defaults, by name
 */
record OcrForm(
    Project project,
    List<Engine> engines,
    @Nullable Engine engine,
    String language,
    Scope scope,
    String pages,
    Priority priority,
    List<Priority> priorities,
    int edited,
    int failed,
    @Nullable Found found,
    @Nullable String problem,
    Map<String, String> options) {

  /** With the engine's options at their defaults. */
  OcrForm(
      Project project,
      List<Engine> engines,
      @Nullable Engine engine,
      String language,
      Scope scope,
      String pages,
      Priority priority,
      List<Priority> priorities,
      int edited,
      int failed,
      @Nullable Found found,
      @Nullable String problem) {
    this(
        project,
        engines,
        engine,
        language,
        scope,
        pages,
        priority,
        priorities,
        edited,
        failed,
        found,
        problem,
        Map.of());
  }

  /** Letters of the chosen language that its models cannot write, with spaces between. */
  public String missingLetters() {
    return engine == null
        ? ""
        : engine.languages().stream()
            .filter(one -> one.code().equals(language))
            .map(Language::missingLetters)
            .map(OcrForm::spaced)
            .findFirst()
            .orElse("");
  }

  /** A sign that stands above or below a letter is shown on a dotted circle. */
  private static String spaced(String letters) {
    return letters
        .codePoints()
        .mapToObj(
            letter -> {
              int type = Character.getType(letter);
              boolean sign =
                  type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
              return (sign ? "\u25cc" : "") + Character.toString(letter);
            })
        .collect(Collectors.joining(" "));
  }

  public boolean ready() {
    return engine != null && engine.available() && project.status() == Project.Status.READY;
  }

  /** Engines that cannot be chosen now, and why. */
  public List<Engine> notReady() {
    return engines.stream().filter(one -> !one.available()).toList();
  }
}
