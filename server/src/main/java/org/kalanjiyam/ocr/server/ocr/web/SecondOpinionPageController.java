package org.kalanjiyam.ocr.server.ocr.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.budget.Budgets;
import org.kalanjiyam.ocr.server.budget.Money;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.ocr.web.SecondOpinions.Wanted;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** The form that has another engine look at pages that have a text. */
@Controller
@RequestMapping("/proofing/{slug}/second-opinion")
class SecondOpinionPageController {
  private final SecondOpinions opinions;
  private final EngineNames names;
  private final Budgets budgets;
  private final Tasks tasks;

  SecondOpinionPageController(
      SecondOpinions opinions, EngineNames names, Budgets budgets, Tasks tasks) {
    this.opinions = opinions;
    this.names = names;
    this.budgets = budgets;
    this.tasks = tasks;
  }

  /**
   * What is chosen, as the browser sends it.
   *
   * @param below in per cent; blank: all
   */
  record Chosen(
      @Nullable String engine,
      @Nullable String language,
      @Nullable String purpose,
      @Nullable String pages,
      @Nullable Integer below) {}

  /**
   * The form.
   *
   * @param engine the chosen one; null if none is ready
   * @param count pages that would be looked at
   * @param cost what that likely costs; null where nothing is known
   * @param problem why it cannot start; null if it can
   */
  record OpinionForm(
      Project project,
      List<Engine> engines,
      @Nullable Engine engine,
      String language,
      TaskPurpose purpose,
      String pages,
      @Nullable Integer below,
      int count,
      @Nullable Money cost,
      @Nullable String problem) {

    public List<Integer> limits() {
      return List.of(95, 90, 80, 70, 60);
    }
  }

  @GetMapping
  String show(
      Project project,
      @ModelAttribute Chosen chosen,
      @RequestHeader(value = "HX-Target", required = false) @Nullable String target,
      Model model) {
    model.addAttribute("form", form(project, chosen, null));
    return "choices".equals(target)
        ? "ocr/second-opinion :: choices(form=${form})"
        : "ocr/second-opinion";
  }

  @PostMapping
  String start(
      Project project,
      @ModelAttribute Chosen chosen,
      Person person,
      Model model,
      HttpServletResponse response) {
    OpinionForm form = form(project, chosen, null);
    @Nullable String problem = form.problem();
    if (problem == null) {
      StartResult result = opinions.start(project, wanted(form), person);
      if (result instanceof StartResult.Started(Task task)) {
        return "redirect:/tasks/" + task.id();
      }
      problem = result.refusal().orElse("");
    }
    response.setStatus(422);
    model.addAttribute("form", form(project, chosen, problem));
    return "ocr/second-opinion";
  }

  private OpinionForm form(Project project, Chosen chosen, @Nullable String refused) {
    TaskPurpose purpose =
        TaskPurpose.SUGGESTION.word().equals(chosen.purpose())
            ? TaskPurpose.SUGGESTION
            : TaskPurpose.OPINION;
    List<Engine> able =
        names.all().stream()
            .filter(Engine::available)
            .filter(one -> purpose == TaskPurpose.OPINION || one.corrects())
            .toList();
    Optional<Task> last = tasks.newestEndedOf(project);
    @Nullable Engine engine = engine(able, chosen.engine(), last);
    String language = language(engine, chosen.language(), last);
    OpinionForm form =
        new OpinionForm(
            project,
            able,
            engine,
            language,
            purpose,
            chosen.pages() == null ? "" : chosen.pages(),
            chosen.below(),
            0,
            null,
            refused);
    return counted(form);
  }

  private OpinionForm counted(OpinionForm form) {
    Engine engine = form.engine();
    @Nullable String problem = form.problem();
    int count = 0;
    try {
      count = opinions.pages(form.project(), wanted(form)).size();
    } catch (Refused e) {
      problem = e.reason();
    }
    @Nullable Money cost =
        engine == null ? null : budgets.likelyCost(engine.name(), count).orElse(null);
    return new OpinionForm(
        form.project(),
        form.engines(),
        engine,
        form.language(),
        form.purpose(),
        form.pages(),
        form.below(),
        count,
        cost,
        problem);
  }

  private static Wanted wanted(OpinionForm form) {
    Engine engine = form.engine();
    Integer below = form.below();
    return new Wanted(
        engine == null ? "" : engine.name(),
        form.language(),
        form.purpose(),
        form.pages().isBlank() ? null : PageSelection.parse(form.pages()),
        below == null ? null : below / 100.0);
  }

  /** Another than the one that recognised the book is the likelier wish. */
  private static @Nullable Engine engine(
      List<Engine> able, @Nullable String wanted, Optional<Task> last) {
    String first = last.map(Task::engine).orElse("");
    return able.stream()
        .filter(one -> one.name().equals(wanted))
        .findFirst()
        .or(() -> able.stream().filter(one -> !one.name().equals(first)).findFirst())
        .or(() -> able.stream().findFirst())
        .orElse(null);
  }

  private static String language(
      @Nullable Engine engine, @Nullable String chosen, Optional<Task> last) {
    if (engine == null) {
      return "";
    }
    String wanted = chosen == null ? last.map(Task::language).orElse("eng") : chosen;
    List<String> codes = engine.languages().stream().map(Language::code).toList();
    return codes.contains(wanted) ? wanted : codes.isEmpty() ? "" : codes.getFirst();
  }
}
