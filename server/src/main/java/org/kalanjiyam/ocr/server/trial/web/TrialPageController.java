package org.kalanjiyam.ocr.server.trial.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.progress.Preflight.Found;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.trial.Comparisons;
import org.kalanjiyam.ocr.server.trial.Setup;
import org.kalanjiyam.ocr.server.trial.Trial;
import org.kalanjiyam.ocr.server.trial.TrialPreflight;
import org.kalanjiyam.ocr.server.trial.Trials;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Trials in the browser: choose set-ups, look at what they make, go on with one of them. */
@Controller
@RequestMapping("/proofing/{slug}/trials")
class TrialPageController {
  private static final int MOST_BEFORE = 10;

  private final Trials trials;
  private final Comparisons comparisons;
  private final TrialPreflight preflight;
  private final TaskStart start;
  private final EngineNames names;
  private final Phrases phrases;

  TrialPageController(
      Trials trials,
      Comparisons comparisons,
      TrialPreflight preflight,
      TaskStart start,
      EngineNames names,
      Phrases phrases) {
    this.trials = trials;
    this.comparisons = comparisons;
    this.preflight = preflight;
    this.start = start;
    this.names = names;
    this.phrases = phrases;
  }

  @GetMapping
  String form(
      Project project,
      @RequestParam MultiValueMap<String, String> said,
      Person person,
      Model model) {
    model.addAttribute("form", form(project, new TrialFormInput(said), List.of(), person));
    return "trial/form";
  }

  /** Starts a trial or, where another button of the form was pressed, shows the form anew. */
  @PostMapping
  String start(
      Project project,
      @RequestParam MultiValueMap<String, String> said,
      Person person,
      Model model,
      HttpServletResponse response) {
    TrialFormInput input = new TrialFormInput(said);
    List<Setup> setups = List.of();
    try {
      setups = input.setups();
      if (input.starts()) {
        Trial trial = trials.start(project, input.pages(""), setups, person);
        return "redirect:/proofing/" + project.slug() + "/trials/" + trial.id();
      }
    } catch (Refused e) {
      response.setStatus(422);
      model.addAttribute("problem", e.reason());
    }
    model.addAttribute("form", form(project, input, setups, person));
    return "trial/form";
  }

  private TrialForm form(Project project, TrialFormInput input, List<Setup> setups, Person person) {
    String pages = input.pages(trials.suggestedPages(project));
    List<Optional<Found>> ahead = preflight.look(project, pages, setups, person);
    List<Engine> engines = names.all();
    @Nullable Engine engine =
        engines.stream()
            .filter(one -> one.name().equals(input.engine()))
            .findFirst()
            .or(() -> engines.stream().filter(Engine::available).findFirst())
            .orElse(null);
    return new TrialForm(
        project,
        pages,
        IntStream.range(0, setups.size())
            .mapToObj(i -> chosen(setups.get(i), ahead.get(i).orElse(null)))
            .toList(),
        engines,
        engine,
        language(engine, input.language()),
        input.options(),
        setups.size() >= Trials.MOST_SETUPS,
        trials.newest(project, MOST_BEFORE));
  }

  private TrialForm.Chosen chosen(Setup setup, @Nullable Found ahead) {
    return new TrialForm.Chosen(
        setup,
        names.engine(setup.engine()),
        names.language(setup.engine(), setup.language()),
        names.options(setup.engine(), setup.parameters()),
        ahead);
  }

  private static String language(@Nullable Engine engine, @Nullable String wanted) {
    List<String> codes =
        engine == null ? List.of() : engine.languages().stream().map(Language::code).toList();
    return wanted != null && codes.contains(wanted)
        ? wanted
        : codes.contains("eng") || codes.isEmpty() ? "eng" : codes.getFirst();
  }

  @GetMapping("/{trial}")
  String show(Project project, @PathVariable UUID trial, Person person, Model model) {
    Trial found = trials.find(project, trial).orElseThrow(NotFound::new);
    model.addAttribute("project", project);
    model.addAttribute("comparison", comparisons.of(found));
    model.addAttribute(
        "names", found.runs().stream().map(run -> chosen(run.setup(), null)).toList());
    model.addAttribute("stoppable", found.active() && Trials.mayStop(found, person));
    return "trial/trial";
  }

  @PostMapping("/{trial}/cancel")
  String cancel(
      Project project, @PathVariable UUID trial, Person person, RedirectAttributes flash) {
    Trial found = trials.find(project, trial).orElseThrow(NotFound::new);
    try {
      trials.cancel(found, person);
    } catch (Refused e) {
      flash.addFlashAttribute("problem", e.reason());
    }
    return "redirect:/proofing/" + project.slug() + "/trials/" + trial;
  }

  /** Recognises the book as one of the set-ups did the pages of the trial. */
  @PostMapping("/{trial}/rest")
  String rest(
      Project project,
      @PathVariable UUID trial,
      @RequestParam int setup,
      Person person,
      RedirectAttributes flash) {
    Setup chosen =
        trials.find(project, trial).stream()
            .flatMap(found -> found.runs().stream())
            .filter(run -> run.place() == setup)
            .map(Trial.Run::setup)
            .findFirst()
            .orElseThrow(NotFound::new);
    StartResult result =
        start.start(
            project,
            new StartRequest(
                chosen.engine(),
                chosen.language(),
                Scope.UNEDITED,
                null,
                Priority.NORMAL,
                null,
                chosen.parameters()),
            person);
    if (result instanceof StartResult.Started) {
      return "redirect:/proofing/" + project.slug() + "/batch-ocr";
    }
    String reason = result.whyNot().orElse(null);
    flash.addFlashAttribute("problem", reason == null ? phrases.say("trial.busy") : reason);
    return "redirect:/proofing/" + project.slug() + "/trials/" + trial;
  }
}
