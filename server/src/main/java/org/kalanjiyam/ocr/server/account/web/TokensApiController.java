package org.kalanjiyam.ocr.server.account.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.ApiTokens.ApiToken;
import org.kalanjiyam.ocr.server.account.ApiTokens.Made;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own API tokens. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokensApiController {
  private static final Duration USUAL = Duration.ofDays(90);

  private final ApiTokens tokens;
  private final Clock clock;

  TokensApiController(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param role the most that the token may do; null: what its owner may
   * @param expiresAt null: in 90 days
   */
  record Wish(@Nullable String name, @Nullable Role role, @Nullable Instant expiresAt) {}

  /** The one answer with the token in it. */
  record MadeBody(
      long id, String name, Role role, Instant createdAt, Instant expiresAt, String token) {
    static MadeBody of(Made made) {
      ApiToken token = made.token();
      return new MadeBody(
          token.id(),
          token.name(),
          token.role(),
          token.createdAt(),
          token.expiresAt(),
          made.secret().value());
    }

    @Override
    public String toString() {
      return "MadeBody[" + id + "]";
    }
  }

  @GetMapping
  List<ApiToken> all(Person person) {
    return tokens.of(person);
  }

  @PostMapping
  ResponseEntity<MadeBody> make(@RequestBody Wish wish, Person person) {
    Made made =
        tokens.make(
            person,
            Objects.requireNonNullElse(wish.name(), ""),
            Objects.requireNonNullElse(wish.role(), person.role()),
            Objects.requireNonNullElse(wish.expiresAt(), clock.instant().plus(USUAL)));
    return ResponseEntity.created(URI.create("/api/v1/tokens/" + made.token().id()))
        .cacheControl(CacheControl.noStore())
        .body(MadeBody.of(made));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable long id, Person person) {
    if (!tokens.revoke(person, id)) {
      throw ApiProblem.of(
          HttpStatus.NOT_FOUND, "No such token", "You have no token with the id " + id + ".");
    }
  }
}
