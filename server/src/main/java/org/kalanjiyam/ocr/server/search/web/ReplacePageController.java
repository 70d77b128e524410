package org.kalanjiyam.ocr.server.search.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.search.Replacement;
import org.kalanjiyam.ocr.server.search.Replacements;
import org.kalanjiyam.ocr.server.search.Replacements.Place;
import org.kalanjiyam.ocr.server.search.Replacements.Wanted;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Replacing over a book: each place with its picture and a tick, then the progress, and back. */
@Controller
@RequestMapping("/proofing/{slug}/replace")
class ReplacePageController {
  private static final int MOST_PLACES = 200;
  private static final int MOST_BEFORE = 20;

  private final Projects projects;
  private final Replacements replacements;
  private final Phrases phrases;

  ReplacePageController(Projects projects, Replacements replacements, Phrases phrases) {
    this.projects = projects;
    this.replacements = replacements;
    this.phrases = phrases;
  }

  @GetMapping
  String preview(
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String find,
      @RequestParam(defaultValue = "") String with,
      @RequestParam(required = false) @Nullable String whole,
      Model model) {
    Project project = project(slug);
    model.addAttribute("book", project);
    model.addAttribute("find", find);
    model.addAttribute("with", with);
    model.addAttribute("whole", whole != null);
    model.addAttribute("before", replacements.newest(project, MOST_BEFORE));
    if (!find.isEmpty()) {
      try {
        Wanted wanted = new Wanted(find, with, whole != null);
        model.addAttribute("preview", replacements.preview(project, wanted, MOST_PLACES));
      } catch (IllegalArgumentException e) {
        model.addAttribute("problem", e.getMessage() + ".");
      }
    }
    return "search/replace";
  }

  /** A place is sent as {@code page-version-start}. */
  @PostMapping
  String start(
      @PathVariable String slug,
      @RequestParam String find,
      @RequestParam(defaultValue = "") String with,
      @RequestParam(required = false) @Nullable String whole,
      @RequestParam(required = false) @Nullable List<String> place,
      Person person,
      Model model,
      HttpServletResponse response) {
    Optional<Replacement> started;
    try {
      List<Place> places =
          place == null ? List.of() : place.stream().map(ReplacePageController::place).toList();
      Wanted wanted = new Wanted(find, with, whole != null);
      started =
          places.isEmpty()
              ? Optional.empty()
              : replacements.start(project(slug), wanted, Optional.of(places), person);
    } catch (IllegalArgumentException e) {
      started = Optional.empty();
    }
    if (started.isEmpty()) {
      response.setStatus(422);
      model.addAttribute("problem", phrases.say("replace.nothing"));
      return preview(slug, find, with, whole, model);
    }
    return "redirect:/proofing/" + slug + "/replace/" + started.get().id();
  }

  private static Place place(String text) {
    String[] parts = text.split("-", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not a place: " + text);
    }
    return new Place(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  @GetMapping("/{id}")
  String one(@PathVariable String slug, @PathVariable UUID id, Model model) {
    Project project = project(slug);
    model.addAttribute("book", project);
    model.addAttribute("one", replacements.find(project, id).orElseThrow(NotFound::new));
    return "search/replacement";
  }

  @PostMapping("/{id}/undo")
  String undo(
      @PathVariable String slug, @PathVariable UUID id, Person person, RedirectAttributes flash) {
    Project project = project(slug);
    Replacement one = replacements.find(project, id).orElseThrow(NotFound::new);
    if (!replacements.undo(project, one, person)) {
      flash.addFlashAttribute("problem", phrases.say("replace.notNow"));
    }
    return "redirect:/proofing/" + slug + "/replace/" + id;
  }

  private Project project(String slug) {
    return projects.bySlug(slug).orElseThrow(NotFound::new);
  }
}
