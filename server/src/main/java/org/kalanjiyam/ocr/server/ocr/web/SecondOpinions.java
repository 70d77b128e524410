package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.BookTexts;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.springframework.stereotype.Component;

/**
 * Has another engine look at pages that have a text: for its opinion, whose differences are doubts,
 * or for corrections, which a person accepts or dismisses. The pages' texts stay.
 */
@Component
final class SecondOpinions {
  private final Projects projects;
  private final BookTexts bookTexts;
  private final EngineNames engines;
  private final TaskStart start;

  SecondOpinions(Projects projects, BookTexts bookTexts, EngineNames engines, TaskStart start) {
    this.projects = projects;
    this.bookTexts = bookTexts;
    this.engines = engines;
    this.start = start;
  }

  /**
   * What is asked for.
   *
   * @param purpose an opinion or a suggestion
   * @param pages these; null: all that nobody has edited
   * @param below only those whose engine was less sure, 0 to 1; null: all
   */
  record Wanted(
      String engine,
      String language,
      TaskPurpose purpose,
      @Nullable PageSelection pages,
      @Nullable Double below) {}

  /** The pages that would be looked at. */
  List<Integer> pages(Project project, Wanted wanted) {
    Map<Integer, Double> confidences = bookTexts.confidences(project.id());
    return projects.pages(project.id()).stream()
        .filter(page -> page.version() > 0 && page.status() != Page.Status.SKIP)
        .filter(page -> isNamed(page, wanted.pages()))
        .filter(page -> isBelow(confidences.get(page.number()), wanted.below()))
        .map(Page::number)
        .toList();
  }

  private static boolean isNamed(Page page, @Nullable PageSelection named) {
    return named == null ? !page.edited() : named.has(page.number());
  }

  private static boolean isBelow(@Nullable Double confidence, @Nullable Double limit) {
    return limit == null || (confidence != null && confidence < limit);
  }

  StartResult start(Project project, Wanted wanted, Person by) {
    Optional<Engine> engine =
        engines.all().stream().filter(one -> one.name().equals(wanted.engine())).findFirst();
    if (wanted.purpose() == TaskPurpose.SUGGESTION && !engine.map(Engine::corrects).orElse(false)) {
      return new StartResult.UnknownEngine(
          "The engine '%s' cannot correct a text; %s."
              .formatted(wanted.engine(), thoseThatCorrect()));
    }
    List<Integer> pages = pages(project, wanted);
    if (pages.isEmpty()) {
      return new StartResult.NothingToDo(
          wanted.below() == null
              ? "None of these pages has a text that nobody has edited. To ask about others, name"
                  + " them."
              : "Of none of these pages' texts was the engine less sure than that.");
    }
    return start.start(
        project,
        new StartRequest(
            wanted.engine(),
            wanted.language(),
            Scope.ALL,
            PageSelection.of(pages),
            Priority.NORMAL,
            null,
            "",
            wanted.purpose()),
        by);
  }

  private String thoseThatCorrect() {
    List<String> able = engines.all().stream().filter(Engine::corrects).map(Engine::name).toList();
    return able.isEmpty() ? "none here can" : "these can: " + String.join(", ", able);
  }
}
