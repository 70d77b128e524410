package org.kalanjiyam.ocr.server.access.web;

import java.util.Optional;
import org.kalanjiyam.ocr.server.access.Membership;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who sees a book: everybody who is signed in, or its members. For its creator. */
@Controller
@RequestMapping("/proofing/{slug}")
class MembersPageController {
  private final Membership membership;
  private final People people;
  private final Phrases phrases;

  MembersPageController(Membership membership, People people, Phrases phrases) {
    this.membership = membership;
    this.people = people;
    this.phrases = phrases;
  }

  @GetMapping("/members")
  String show(Project project, Model model) {
    model.addAttribute("project", project);
    model.addAttribute("open", membership.isOpen(project.id()));
    model.addAttribute("members", membership.members(project.id()));
    return "access/members";
  }

  @PostMapping("/access")
  String change(Project project, @RequestParam boolean open, Person by, RedirectAttributes flash) {
    if (open) {
      membership.open(by, project.id(), project.slug());
    } else {
      membership.close(by, project.id(), project.slug());
    }
    flash.addFlashAttribute("notice", phrases.say(open ? "members.isOpen" : "members.isClosed"));
    return back(project);
  }

  @PostMapping("/members")
  String add(Project project, @RequestParam String name, Person by, RedirectAttributes flash) {
    Optional<Person> member = people.byName(name.strip());
    if (member.isPresent()) {
      membership.add(by, project.id(), project.slug(), member.get());
      flash.addFlashAttribute("notice", phrases.say("members.added", member.get().displayName()));
    } else {
      flash.addFlashAttribute("problem", phrases.say("members.unknown", name.strip()));
    }
    return back(project);
  }

  @PostMapping("/members/remove")
  String remove(Project project, @RequestParam String name, Person by, RedirectAttributes flash) {
    Person member = people.byName(name).orElseThrow(NotFound::new);
    membership.remove(by, project.id(), project.slug(), member);
    flash.addFlashAttribute("notice", phrases.say("members.removed", member.displayName()));
    return back(project);
  }

  private static String back(Project project) {
    return "redirect:/proofing/" + project.slug() + "/members";
  }
}
