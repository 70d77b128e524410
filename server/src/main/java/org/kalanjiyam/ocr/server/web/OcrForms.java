package org.kalanjiyam.ocr.server.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.stereotype.Component;

/** Looks ahead: what a task would read, and how long that would likely take. */
@Component
final class OcrForms {
  private static final int LOOKED_AT = 50;
  private static final int ACTIVE_LOOKED_AT = 500;
  private static final double SPREAD = 0.3;

  private final Projects projects;
  private final Tasks tasks;
  private final TaskHistory history;
  private final EngineNames names;

  OcrForms(Projects projects, Tasks tasks, TaskHistory history, EngineNames names) {
    this.projects = projects;
    this.tasks = tasks;
    this.history = history;
    this.names = names;
  }

  Optional<Task> lastEnded(Project project) {
    return tasks.newestEndedOf(project);
  }

  OcrForm of(Project project, OcrChoice choice) {
    Optional<Task> last = lastEnded(project);
    List<Engine> engines = names.all();
    @Nullable Engine engine = chosen(engines, choice, last);
    String language = language(engine, choice, last);
    int edited = (int) projects.pages(project.id()).stream().filter(Page::edited).count();
    int failed = last.map(task -> task.counts().failed()).orElse(0);
    OcrForm plain =
        new OcrForm(
            project,
            engines,
            engine,
            language,
            choice.scopeOrUnedited(),
            choice.pages() == null ? "" : choice.pages(),
            edited,
            failed,
            null,
            null,
            0);
    return engine == null ? plain : withTimes(plain, engine);
  }

  private OcrForm withTimes(OcrForm form, Engine engine) {
    int ahead =
        tasks.active(null, ACTIVE_LOOKED_AT).stream()
            .filter(task -> task.engine().equals(engine.name()))
            .mapToInt(task -> task.counts().queued() + task.counts().active())
            .sum();
    Double each = secondsEach(engine.name());
    Long low = each == null ? null : Math.round(form.toRead() * each * (1 - SPREAD));
    Long high = each == null ? null : Math.round((form.toRead() + ahead) * each * (1 + SPREAD));
    return new OcrForm(
        form.project(),
        form.engines(),
        engine,
        form.language(),
        form.scope(),
        form.pages(),
        form.edited(),
        form.failed(),
        low,
        high,
        ahead);
  }

  /** Seconds a page in the newest tasks of this engine here; null if there is none to go by. */
  private @Nullable Double secondsEach(String engine) {
    double seconds = 0;
    int pages = 0;
    var any = new TaskHistory.Filter(null, null, null, null, null);
    for (Task task : history.find(any, LOOKED_AT)) {
      if (task.engine().equals(engine) && task.begunAt() != null && task.finishedAt() != null) {
        seconds += Duration.between(task.begunAt(), task.finishedAt()).toMillis() / 1000.0;
        pages += task.counts().done();
      }
    }
    return pages < 3 ? null : seconds / pages;
  }

  private static @Nullable Engine chosen(
      List<Engine> engines, OcrChoice choice, Optional<Task> last) {
    String wanted = choice.engineOr(last.map(Task::engine).orElse(""));
    return engines.stream()
        .filter(engine -> engine.name().equals(wanted))
        .findFirst()
        .or(() -> engines.stream().filter(Engine::available).findFirst())
        .or(() -> engines.stream().findFirst())
        .orElse(null);
  }

  private static String language(@Nullable Engine engine, OcrChoice choice, Optional<Task> last) {
    if (engine == null) {
      return "";
    }
    String wanted = choice.languageOr(last.map(Task::language).orElse("eng"));
    List<String> codes = engine.languages().stream().map(Language::code).toList();
    return codes.contains(wanted) ? wanted : codes.isEmpty() ? "" : codes.getFirst();
  }
}
