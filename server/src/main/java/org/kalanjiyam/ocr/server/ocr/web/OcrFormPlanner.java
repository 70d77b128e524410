package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.Parameters;
import org.kalanjiyam.ocr.server.access.Rights;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.progress.Preflight;
import org.kalanjiyam.ocr.server.progress.Preflight.Found;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.stereotype.Component;

/** Looks ahead: what a task would read, and how long that would likely take. */
@Component
final class OcrFormPlanner {
  private final Projects projects;
  private final Tasks tasks;
  private final Preflight preflight;
  private final EngineNames names;

  OcrFormPlanner(Projects projects, Tasks tasks, Preflight preflight, EngineNames names) {
    this.projects = projects;
    this.tasks = tasks;
    this.preflight = preflight;
    this.names = names;
  }

  Optional<Task> lastEnded(Project project) {
    return tasks.newestEndedOf(project);
  }

  OcrForm of(Project project, OcrFormInput choice, String options, Person by) {
    Optional<Task> last = lastEnded(project);
    List<Engine> engines = names.all();
    @Nullable Engine engine = chosen(engines, choice, last);
    String language = language(engine, choice, last);
    int edited = projects.editedPages(project.id());
    @Nullable Found found = null;
    @Nullable String problem = null;
    if (engine != null) {
      try {
        found = preflight.look(project, request(choice, engine, language, options), by);
        problem = found.plan().refusal();
      } catch (Refused e) {
        problem = e.reason();
      }
    }
    return new OcrForm(
        project,
        engines,
        engine,
        language,
        choice.scopeOrUnedited(),
        choice.pages() == null ? "" : choice.pages(),
        choice.priorityOrNormal(),
        new Rights(by).administer()
            ? List.of(Priority.values())
            : List.of(Priority.LOW, Priority.NORMAL),
        edited,
        last.map(task -> task.counts().failed()).orElse(0),
        found,
        problem,
        Parameters.parse(options));
  }

  private static StartRequest request(
      OcrFormInput choice, Engine engine, String language, String options) {
    String pages = choice.pages();
    return new StartRequest(
        engine.name(),
        language,
        choice.scopeOrUnedited(),
        pages == null || pages.isBlank() ? null : PageSelection.parse(pages),
        choice.priorityOrNormal(),
        null,
        options);
  }

  private static @Nullable Engine chosen(
      List<Engine> engines, OcrFormInput choice, Optional<Task> last) {
    String wanted = choice.engineOr(last.map(Task::engine).orElse(""));
    return engines.stream()
        .filter(engine -> engine.name().equals(wanted))
        .findFirst()
        .or(() -> engines.stream().filter(Engine::available).findFirst())
        .or(() -> engines.stream().findFirst())
        .orElse(null);
  }

  private static String language(
      @Nullable Engine engine, OcrFormInput choice, Optional<Task> last) {
    if (engine == null) {
      return "";
    }
    String wanted = choice.languageOr(last.map(Task::language).orElse("eng"));
    List<String> codes = engine.languages().stream().map(Language::code).toList();
    return codes.contains(wanted) ? wanted : codes.isEmpty() ? "" : codes.getFirst();
  }
}
