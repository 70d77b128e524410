package org.kalanjiyam.ocr.server.access.web;

import java.util.Optional;
import org.kalanjiyam.ocr.server.account.Membership;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
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

/** Who sees a book: everybody who is signed in, or its members. For its creator. */
@Controller
@RequestMapping("/proofing/{slug}")
class MembersPageController {
  private final Projects projects;
  private final Membership membership;
  private final People people;
  private final Phrases phrases;

  MembersPageController(Projects projects, Membership membership, People people, Phrases phrases) {
    this.projects = projects;
    this.membership = membership;
    this.people = people;
    this.phrases = phrases;
  }

  @GetMapping("/members")
  String show(@PathVariable String slug, Model model) {
    Project project = project(slug);
    model.addAttribute("project", project);
    model.addAttribute("open", membership.isOpen(project.id()));
    model.addAttribute("members", membership.members(project.id()));
    return "access/members";
  }

  @PostMapping("/access")
  String change(
      @PathVariable String slug, @RequestParam boolean open, Person by, RedirectAttributes flash) {
    Project project = project(slug);
    if (open) {
      membership.open(by, project.id(), slug);
    } else {
      membership.close(by, project.id(), slug);
    }
    flash.addFlashAttribute("notice", phrases.say(open ? "members.isOpen" : "members.isClosed"));
    return back(slug);
  }

  @PostMapping("/members")
  String add(
      @PathVariable String slug, @RequestParam String name, Person by, RedirectAttributes flash) {
    Project project = project(slug);
    Optional<Person> member = people.byName(name.strip());
    if (member.isPresent()) {
      membership.add(by, project.id(), slug, member.get());
      flash.addFlashAttribute("notice", phrases.say("members.added", member.get().displayName()));
    } else {
      flash.addFlashAttribute("problem", phrases.say("members.unknown", name.strip()));
    }
    return back(slug);
  }

  @PostMapping("/members/remove")
  String remove(
      @PathVariable String slug, @RequestParam String name, Person by, RedirectAttributes flash) {
    Project project = project(slug);
    Person member = people.byName(name).orElseThrow(NotFound::new);
    membership.remove(by, project.id(), slug, member);
    flash.addFlashAttribute("notice", phrases.say("members.removed", member.displayName()));
    return back(slug);
  }

  private static String back(String slug) {
    return "redirect:/proofing/" + slug + "/members";
  }

  private Project project(String slug) {
    return projects.bySlug(slug).orElseThrow(NotFound::new);
  }
}
