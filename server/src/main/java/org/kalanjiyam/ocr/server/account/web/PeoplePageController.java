package org.kalanjiyam.ocr.server.account.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Account;
import org.kalanjiyam.ocr.server.account.Accounts;
import org.kalanjiyam.ocr.server.account.Accounts.Change;
import org.kalanjiyam.ocr.server.account.Accounts.Invitation;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.PersonName;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.account.Secret;
import org.kalanjiyam.ocr.server.http.PublicAddress;
import org.kalanjiyam.ocr.server.problem.Refused;
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

/**
 * Everybody, for administrators. Links are shown once, on the answer to the form that made them.
 */
@Controller
@RequestMapping("/people")
class PeoplePageController {
  private static final int A_PAGE = 50;

  private final People people;
  private final Accounts accounts;
  private final Phrases phrases;
  private final PublicAddress address;

  PeoplePageController(People people, Accounts accounts, Phrases phrases, PublicAddress address) {
    this.address = address;
    this.people = people;
    this.accounts = accounts;
    this.phrases = phrases;
  }

  @GetMapping
  String show(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String after,
      Model model) {
    List<Account> found = people.find(q, after, A_PAGE + 1);
    List<Account> shown = found.subList(0, Math.min(A_PAGE, found.size()));
    model.addAttribute("people", shown);
    model.addAttribute("roles", Role.values());
    model.addAttribute("q", q);
    model.addAttribute("next", found.size() > A_PAGE ? shown.getLast().person().name() : null);
    return "account/people";
  }

  @PostMapping
  String invite(
      @RequestParam String name,
      @RequestParam(defaultValue = "") String displayName,
      @RequestParam Role role,
      Person by,
      HttpServletRequest request,
      Model model) {
    try {
      Optional<Invitation> invited = accounts.invite(by, new PersonName(name), displayName, role);
      invited.ifPresentOrElse(
          invitation -> showLink(invitation.person(), invitation.token(), request, model),
          () -> model.addAttribute("problem", phrases.say("account.nameTaken")));
    } catch (Refused e) {
      model.addAttribute("problem", e.reason());
    }
    return show("", null, model);
  }

  @PostMapping("/{id}/role")
  String changeRole(
      @PathVariable long id, @RequestParam Role role, Person by, RedirectAttributes flash) {
    return done(accounts.changeRole(by, id, role), flash);
  }

  @PostMapping("/{id}/disable")
  String disable(@PathVariable long id, Person by, RedirectAttributes flash) {
    return done(accounts.disable(by, id), flash);
  }

  @PostMapping("/{id}/enable")
  String enable(@PathVariable long id, Person by, RedirectAttributes flash) {
    return done(accounts.enable(by, id), flash);
  }

  @PostMapping("/{id}/new-password-link")
  String newPasswordLink(
      @PathVariable long id, Person by, HttpServletRequest request, Model model) {
    Person person = people.byId(id).orElseThrow(NotFound::new);
    Secret token = accounts.newPasswordLink(by, id).orElseThrow(NotFound::new);
    showLink(person, token, request, model);
    return show("", null, model);
  }

  private String done(Change change, RedirectAttributes flash) {
    switch (change) {
      case DONE -> flash.addFlashAttribute("notice", phrases.say("people.changed"));
      case LAST_ADMINISTRATOR -> flash.addFlashAttribute("problem", phrases.say("people.last"));
      case NAME_TAKEN -> flash.addFlashAttribute("problem", phrases.say("account.nameTaken"));
      case UNKNOWN -> throw new NotFound();
    }
    return "redirect:/people";
  }

  private void showLink(Person person, Secret token, HttpServletRequest request, Model model) {
    model.addAttribute("linkFor", person);
    model.addAttribute(
        "link",
        address.link(request).path("/join").queryParam("token", token.value()).toUriString());
    model.addAttribute("linkIsSure", address.isSure(request));
  }
}
