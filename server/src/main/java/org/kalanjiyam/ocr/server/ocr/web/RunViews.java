package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.Rights;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.ocr.web.PageCells.Strip;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.NewestTexts;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.kalanjiyam.ocr.server.task.TaskPages.Extent;
import org.springframework.stereotype.Component;

/** Puts together what the progress page shows of a task. */
@Component
final class RunViews {
  private static final Strip NONE = new Strip("s", "", new StripPart(1, 0, 1));

  /** More are counted, but not grouped by cause. */
  private static final int MOST_FAILURES = 1000;

  private final Projects projects;
  private final TaskPages taskPages;
  private final Estimates estimates;
  private final EngineNames names;
  private final NewestTexts texts;
  private final PageCells cells;
  private final RunContextLookup context;

  RunViews(
      Projects projects,
      TaskPages taskPages,
      Estimates estimates,
      EngineNames names,
      NewestTexts texts,
      PageCells cells,
      RunContextLookup context) {
    this.projects = projects;
    this.taskPages = taskPages;
    this.estimates = estimates;
    this.names = names;
    this.texts = texts;
    this.cells = cells;
    this.context = context;
  }

  /**
   * The whole of it.
   *
   * @param open number of the page whose cell is open; 0 for none
   */
  RunView whole(Task task, int open, @Nullable Person person, Locale locale) {
    return whole(task, open, 0, person, locale);
  }

  /**
   * The whole of it, with the cells of a part.
   *
   * @param open number of the page whose cell is open; 0 for none
   * @param from a page number in the part; 0 for the part where something happens
   */
  RunView whole(Task task, int open, int from, @Nullable Person person, Locale locale) {
    StripPart part = part(task, open, from);
    List<TaskPage> pages = taskPages.pages(task.id(), part.from(), part.to());
    SelectedPage opened =
        pages.stream()
            .filter(page -> page.page() == open)
            .findFirst()
            .map(page -> open(task, page, person))
            .orElse(null);
    return view(task, cells.strip(pages, open, part, locale), person, opened);
  }

  private StripPart part(Task task, int open, int from) {
    Extent extent = taskPages.extent(task.id());
    Integer next = extent.next();
    int asked = open > 0 ? open : from;
    int page = asked > 0 ? asked : next == null ? extent.first() : next;
    return StripPart.with(page, extent.first(), extent.last());
  }

  /** All but the cells. */
  RunView figures(Task task, @Nullable Person person) {
    return view(task, NONE, person, null);
  }

  private boolean failed(TaskPage page) {
    return page.status() == PageStatus.FAILED;
  }

  private SelectedPage open(Task task, TaskPage page, @Nullable Person person) {
    boolean failed = failed(page) && new Rights(person).control(task);
    return new SelectedPage(
        task.id(),
        task.projectSlug(),
        page,
        texts.newest(task.projectId(), page.page()).orElse(null),
        failed && !task.active() && task.projectId() != null,
        failed && task.active());
  }

  private RunView view(
      Task task, Strip strip, @Nullable Person person, @Nullable SelectedPage open) {
    Estimate estimate = estimates.of(task);
    return new RunView(
        task,
        title(task),
        names.engine(task.engine()),
        names.language(task.engine(), task.language()),
        estimate,
        estimate.stall(),
        FailureGroup.of(
            task.counts().failed() == 0
                ? List.of()
                : taskPages.failedPages(task.id(), MOST_FAILURES)),
        strip,
        new Rights(person),
        task.active() ? List.of() : names.all().stream().filter(Engine::available).toList(),
        open,
        context.of(task));
  }

  private String title(Task task) {
    return projects.bySlug(task.projectSlug()).map(Project::title).orElse(task.projectSlug());
  }
}
