package org.kalanjiyam.ocr.server.account.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.ListPart;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Who I am; and for administrators, everybody. */
@RestController
class PeopleApiController {
  private static final int MOST = 200;

  /** Begins the name of a part, so that nobody takes it for a page's number. */
  private static final String AFTER = "after-";

  private final People people;
  private final Accounts accounts;
  private final PublicAddress address;

  PeopleApiController(People people, Accounts accounts, PublicAddress address) {
    this.people = people;
    this.address = address;
    this.accounts = accounts;
  }

  record Newcomer(@Nullable String name, @Nullable String displayName, @Nullable Role role) {}

  /** What to change; null: as it is. */
  record Wish(@Nullable Role role, @Nullable Boolean disabled) {}

  record AccountBody(
      long id,
      String name,
      String displayName,
      Role role,
      boolean hasPassword,
      Instant createdAt,
      @Nullable Instant disabledAt) {
    static AccountBody of(Account account) {
      Person person = account.person();
      return new AccountBody(
          person.id(),
          person.name(),
          person.displayName(),
          person.role(),
          account.hasPassword(),
          account.createdAt(),
          account.disabledAt());
    }
  }

  /** A link that lets one person choose a password, once, within a week. */
  record LinkBody(Person person, String link) {
    @Override
    public String toString() {
      return "LinkBody[" + person.name() + "]";
    }
  }

  @GetMapping("/api/v1/me")
  Person me(Person person) {
    return person;
  }

  /**
   * A part of the list, by name; the {@code Link} header names the next part.
   *
   * @param q part of a name
   * @param page where the part begins, as the last answer said
   */
  @GetMapping("/api/v1/people")
  ResponseEntity<List<AccountBody>> some(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(defaultValue = "50") int size,
      UriComponentsBuilder here) {
    int most = Math.clamp(size, 1, MOST);
    String after = ListPart.named(page).map(PeopleApiController::cursor).orElse(null);
    List<Account> found = people.find(q, after, most + 1);
    List<Account> shown = found.subList(0, Math.min(most, found.size()));
    var answer = ResponseEntity.ok();
    if (found.size() > most) {
      String next =
          here.path("/api/v1/people")
              .queryParam("q", q)
              .queryParam("page", AFTER + shown.getLast().person().name())
              .queryParam("size", most)
              .encode()
              .toUriString();
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(shown.stream().map(AccountBody::of).toList());
  }

  private static String cursor(String part) {
    if (!part.startsWith(AFTER)) {
      throw ListPart.unknown();
    }
    return part.substring(AFTER.length());
  }

  @PostMapping("/api/v1/people")
  ResponseEntity<LinkBody> invite(
      @RequestBody Newcomer newcomer, Person by, HttpServletRequest request) {
    Invitation invitation =
        accounts
            .invite(
                by,
                new PersonName(Objects.requireNonNullElse(newcomer.name(), "")),
                Objects.requireNonNullElse(newcomer.displayName(), ""),
                Objects.requireNonNullElse(newcomer.role(), Role.READER))
            .orElseThrow(
                () ->
                    ApiProblem.of(
                        HttpStatus.CONFLICT, "Name taken", "Somebody has this name already."));
    return ResponseEntity.created(URI.create("/api/v1/people/" + invitation.person().id()))
        .cacheControl(CacheControl.noStore())
        .body(new LinkBody(invitation.person(), link(request, invitation.token())));
  }

  @PatchMapping("/api/v1/people/{id}")
  AccountBody change(@PathVariable long id, @RequestBody Wish wish, Person by) {
    if (wish.role() != null) {
      done(accounts.changeRole(by, id, wish.role()), id);
    }
    if (wish.disabled() != null) {
      done(wish.disabled() ? accounts.disable(by, id) : accounts.enable(by, id), id);
    }
    return people.account(id).map(AccountBody::of).orElseThrow(() -> AccountProblems.nobody(id));
  }

  @PostMapping("/api/v1/people/{id}/new-password-link")
  ResponseEntity<LinkBody> newPasswordLink(
      @PathVariable long id, Person by, HttpServletRequest request) {
    Person person = people.byId(id).orElseThrow(() -> AccountProblems.nobody(id));
    Secret token = accounts.newPasswordLink(by, id).orElseThrow(() -> AccountProblems.nobody(id));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new LinkBody(person, link(request, token)));
  }

  private static void done(Change change, long id) {
    switch (change) {
      case DONE -> {}
      case UNKNOWN -> throw AccountProblems.nobody(id);
      case NAME_TAKEN ->
          throw ApiProblem.of(HttpStatus.CONFLICT, "Name taken", "Somebody has this name already.");
      case LAST_ADMINISTRATOR ->
          throw ApiProblem.of(
              HttpStatus.CONFLICT,
              "Last administrator",
              "Nobody else is an administrator; make somebody one first.");
    }
  }

  private String link(HttpServletRequest request, Secret token) {
    return address.link(request).path("/join").queryParam("token", token.value()).toUriString();
  }
}
