package org.kalanjiyam.ocr.server.shelf.web;

import java.util.List;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.RecentChanges;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** What people changed lately, in a book and everywhere. */
@Controller
class RecentChangesController {
  private static final int MOST = 100;

  private final Projects projects;
  private final RecentChanges changes;

  RecentChangesController(Projects projects, RecentChanges changes) {
    this.projects = projects;
    this.changes = changes;
  }

  @GetMapping("/changes")
  String everywhere(Person person, Model model) {
    model.addAttribute("changes", changes.newest(person, null, MOST));
    return "shelf/changes";
  }

  @GetMapping("/proofing/{slug}/changes")
  String ofBook(@PathVariable String slug, Person person, Model model) {
    Project project = projects.bySlug(slug).orElseThrow(NotFound::new);
    model.addAttribute("book", project);
    model.addAttribute("changes", changes.newest(person, project.id(), MOST));
    return "shelf/changes";
  }

  @GetMapping("/api/v1/changes")
  @ResponseBody
  List<RecentChanges.Change> all(Person person) {
    return changes.newest(person, null, MOST);
  }

  @GetMapping("/api/v1/projects/{slug}/changes")
  @ResponseBody
  List<RecentChanges.Change> ofProject(@PathVariable String slug, Person person) {
    Project project = projects.bySlug(slug).orElseThrow(() -> ApiProblem.noProject(slug));
    return changes.newest(person, project.id(), MOST);
  }
}
