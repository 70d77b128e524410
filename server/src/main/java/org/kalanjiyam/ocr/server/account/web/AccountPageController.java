package org.kalanjiyam.ocr.server.account.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Accounts;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.NewPassword;
import org.kalanjiyam.ocr.server.account.Passwords;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.PersonName;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.account.SignInResult;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.site.Language;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: names, password, sessions, API tokens. */
@Controller
@RequestMapping("/account")
class AccountPageController {
  private final Accounts accounts;
  private final People people;
  private final Passwords passwords;
  private final ApiTokens tokens;
  private final Phrases phrases;
  private final Clock clock;

  AccountPageController(
      Accounts accounts,
      People people,
      Passwords passwords,
      ApiTokens tokens,
      Phrases phrases,
      Clock clock) {
    this.accounts = accounts;
    this.people = people;
    this.passwords = passwords;
    this.tokens = tokens;
    this.phrases = phrases;
    this.clock = clock;
  }

  @GetMapping
  String show(Person person, Model model) {
    model.addAttribute("person", person);
    model.addAttribute("hasPassword", passwords.has(person));
    model.addAttribute("languages", Language.values());
    model.addAttribute("tokens", tokens.of(person));
    model.addAttribute(
        "roles", Arrays.stream(Role.values()).filter(person.role()::covers).toList());
    return "account/account";
  }

  @PostMapping("/name")
  String rename(
      @RequestParam String name,
      @RequestParam String displayName,
      Person person,
      RedirectAttributes flash) {
    try {
      var change = accounts.rename(person, person.id(), new PersonName(name), displayName);
      switch (change) {
        case DONE -> flash.addFlashAttribute("notice", phrases.say("account.renamed"));
        case NAME_TAKEN -> flash.addFlashAttribute("problem", phrases.say("account.nameTaken"));
        case UNKNOWN, LAST_ADMINISTRATOR -> throw new NotFound();
      }
    } catch (Refused e) {
      flash.addFlashAttribute("problem", e.reason());
    }
    return "redirect:/account";
  }

  /** The page that follows is in the new language; so is the word that it was saved. */
  @PostMapping("/language")
  String chooseLanguage(
      @RequestParam(required = false) @Nullable Language language,
      Person person,
      RedirectAttributes flash) {
    people.setLanguage(person, language);
    if (language != null) {
      LocaleContextHolder.setLocale(language.locale());
    }
    flash.addFlashAttribute("notice", phrases.say("account.language.saved"));
    return "redirect:/account";
  }

  @PostMapping("/password")
  String changePassword(
      @RequestParam(required = false) @Nullable String old,
      @RequestParam String password,
      Person person,
      HttpServletRequest request,
      RedirectAttributes flash) {
    String problem = change(old, password, person, request);
    if (problem == null) {
      flash.addFlashAttribute("notice", phrases.say("account.passwordChanged"));
    } else {
      flash.addFlashAttribute("problem", problem);
    }
    return "redirect:/account";
  }

  private @Nullable String change(
      @Nullable String old, String password, Person person, HttpServletRequest request) {
    NewPassword chosen;
    try {
      chosen = new NewPassword(password);
    } catch (Refused e) {
      return e.reason();
    }
    if (passwords.has(person)) {
      String given = old == null ? "" : old;
      switch (passwords.signIn(person.name(), given, request.getRemoteAddr())) {
        case SignInResult.Welcome(Person same) -> {}
        case SignInResult.Wrong() -> {
          return phrases.say("account.oldWrong");
        }
        case SignInResult.Later(Duration after) -> {
          return phrases.say("signIn.later", phrases.span(after));
        }
      }
    }
    passwords.change(person, chosen, request.getSession().getId());
    return null;
  }

  @PostMapping("/sign-out-everywhere")
  String signOutEverywhere(Person person) {
    accounts.signOutEverywhere(person);
    return "redirect:/sign-in?out";
  }

  /** Shows the new token at once and never again: it is in no session and no redirect. */
  @PostMapping("/tokens")
  String makeToken(
      @RequestParam String name,
      @RequestParam Role role,
      @RequestParam int days,
      Person person,
      Model model) {
    try {
      var made = tokens.make(person, name, role, clock.instant().plus(Duration.ofDays(days)));
      model.addAttribute("secret", made.secret().value());
    } catch (Refused e) {
      model.addAttribute("problem", e.reason());
    }
    return show(person, model);
  }

  @PostMapping("/tokens/{id}/revoke")
  String revokeToken(@PathVariable long id, Person person, RedirectAttributes flash) {
    if (!tokens.revoke(person, id)) {
      throw new NotFound();
    }
    flash.addFlashAttribute("notice", phrases.say("account.tokenRevoked"));
    return "redirect:/account";
  }
}
