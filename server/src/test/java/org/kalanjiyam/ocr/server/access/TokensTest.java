package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Accounts;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.PersonName;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.account.Secret;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** API tokens and the calls about people, as scripts use them. */
class TokensTest extends ServerFixture {
  private static final String OPERATORS = "test-admin-token";
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired private Accounts accounts;
  @Autowired private ApiTokens tokens;
  @Autowired private People people;
  @Autowired private Audit audit;
  @Autowired private RefusedTokens refused;
  private Browser script;
  private Person editor;

  @BeforeEach
  void somebody() {
    refused.noteHowManyMore();
    script = new Browser(address());
    editor =
        accounts.invite(null, new PersonName("kamala"), "", Role.EDITOR).orElseThrow().person();
  }

  @Test
  void theOperatorsTokenIsTheFirstAdministrator() {
    JsonNode me = json(call("GET", "/api/v1/me", OPERATORS, ""));
    assertThat(me.path("role").asString()).isEqualTo("ADMIN");
  }

  @Test
  void withoutATokenTheAnswerIsAProblemThatSaysSo() {
    HttpResponse<String> answer = script.open("/api/v1/me");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(json(answer).path("detail").asString()).contains("Authorization: Bearer");
  }

  @Test
  void aMadeUpTokenIsRefusedAndNoted() {
    assertThat(call("GET", "/api/v1/me", "kal_made-up", "").statusCode()).isEqualTo(401);
    assertThat(audited()).contains("token.refused");
  }

  @Test
  void aFloodOfMadeUpTokensIsOneRowAnHourAndIsTurnedAway() {
    clock.set(clock.instant());
    List<Integer> answers = new ArrayList<>();
    for (int n = 0; n < 310; n++) {
      answers.add(call("GET", "/api/v1/me", "kal_made-up-" + n, "").statusCode());
    }
    assertThat(answers).contains(401).endsWith(429);
    assertThat(audited()).containsOnlyOnce("token.refused");
    assertThat(call("GET", "/api/v1/me", OPERATORS, "").statusCode()).isEqualTo(200);

    refused.noteHowManyMore();

    assertThat(
            jdbc.sql("select detail from audit order by id desc limit 1")
                .query(String.class)
                .single())
        .isEqualTo("127.0.0.1, 309 more within an hour");
  }

  @Test
  void refusalsAreForgottenAfterAQuarterOfAYearAndDeedsAreNot() {
    call("GET", "/api/v1/me", "kal_made-up", "");
    audit.forgetRefusals(clock.instant().minus(Duration.ofDays(89)));
    assertThat(audited()).contains("token.refused");
    audit.forgetRefusals(clock.instant().plus(Duration.ofDays(1)));
    assertThat(audited()).doesNotContain("token.refused").contains("person.add");
  }

  @Test
  void tokensEndForGoodWithTheAccountAndByANewPasswordAndBySigningOutEverywhere() {
    Person admin = people.firstAdministrator();
    String first = token(Role.EDITOR, Duration.ofDays(1));
    accounts.disable(admin, editor.id());
    accounts.enable(admin, editor.id());
    assertThat(call("GET", "/api/v1/me", first, "").statusCode()).isEqualTo(401);

    String second = token(Role.EDITOR, Duration.ofDays(1));
    accounts.signOutEverywhere(editor);
    assertThat(call("GET", "/api/v1/me", second, "").statusCode()).isEqualTo(401);

    String third = token(Role.EDITOR, Duration.ofDays(1));
    Secret link = accounts.newPasswordLink(admin, editor.id()).orElseThrow();
    assertThat(call("GET", "/api/v1/me", third, "").statusCode()).isEqualTo(200);
    script.submit(
        "/join?token=" + link.value(),
        "/join",
        Map.of("token", link.value(), "password", "four plain words here"));
    assertThat(call("GET", "/api/v1/me", third, "").statusCode()).isEqualTo(401);
    assertThat(audited()).contains("token.revoke-all");
  }

  @Test
  void aTokenIsShownOnceAndActsForItsOwner() {
    HttpResponse<String> made =
        call(
            "POST",
            "/api/v1/tokens",
            OPERATORS,
            "{\"name\":\"backup\",\"role\":\"READER\",\"expires_at\":\"" + inDays(3) + "\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
    String token = json(made).path("token").asString();

    JsonNode me = json(call("GET", "/api/v1/me", token, ""));
    assertThat(me.path("role").asString()).isEqualTo("READER");
    assertThat(call("GET", "/api/v1/people", token, "").statusCode()).isEqualTo(403);
    String listed = call("GET", "/api/v1/tokens", OPERATORS, "").body();
    assertThat(listed).contains("backup").doesNotContain(token);
    assertThat(jdbc.sql("select api_token::text from api_token").query(String.class).single())
        .doesNotContain(token);
  }

  @Test
  void aTokenEndsAtItsDate() {
    String token = token(Role.EDITOR, Duration.ofDays(1));
    assertThat(call("GET", "/api/v1/me", token, "").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofDays(1));
    assertThat(call("GET", "/api/v1/me", token, "").statusCode()).isEqualTo(401);
  }

  @Test
  void aRevokedTokenIsOver() {
    var made = tokens.make(editor, "t", Role.READER, inDays(1));
    tokens.revoke(editor, made.token().id());
    assertThat(call("GET", "/api/v1/me", made.secret().value(), "").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenNeverMayMoreThanItsOwnerByThen() {
    String token = token(Role.EDITOR, Duration.ofDays(1));
    jdbc.sql("update person set role = 'READER' where id = :id").param("id", editor.id()).update();
    JsonNode me = json(call("GET", "/api/v1/me", token, ""));
    assertThat(me.path("role").asString()).isEqualTo("READER");
  }

  @Test
  void noTokenMayMoreThanItsMaker() {
    String body = "{\"name\":\"t\",\"role\":\"ADMIN\",\"expires_at\":\"" + inDays(500) + "\"}";
    assertThat(call("POST", "/api/v1/tokens", OPERATORS, body).statusCode()).isEqualTo(422);
  }

  @Test
  void aTokenEndsWithItsOwnersAccount() {
    String token = token(Role.EDITOR, Duration.ofDays(1));
    String path = "/api/v1/people/" + editor.id();
    HttpResponse<String> shutOut = call("PATCH", path, OPERATORS, "{\"disabled\":true}");
    assertThat(shutOut.statusCode()).isEqualTo(200);
    assertThat(call("GET", "/api/v1/me", token, "").statusCode()).isEqualTo(401);
  }

  @Test
  void theLastAdministratorStaysOne() {
    long id = json(call("GET", "/api/v1/me", OPERATORS, "")).path("id").asLong();
    String path = "/api/v1/people/" + id;
    assertThat(call("PATCH", path, OPERATORS, "{\"role\":\"READER\"}").statusCode()).isEqualTo(409);
    assertThat(call("PATCH", path, OPERATORS, "{\"disabled\":true}").statusCode()).isEqualTo(409);
  }

  @Test
  void anInvitationByTheApiIsALinkThatOpens() {
    HttpResponse<String> invited =
        call("POST", "/api/v1/people", OPERATORS, "{\"name\":\"ravi\",\"role\":\"PROOFREADER\"}");
    assertThat(invited.statusCode()).isEqualTo(201);
    String link = json(invited).path("link").asString();
    assertThat(script.open(link.substring("https://books.example".length())).body())
        .contains("ravi");
    assertThat(call("POST", "/api/v1/people", OPERATORS, "{\"name\":\"RAVI\"}").statusCode())
        .isEqualTo(409);
    assertThat(call("POST", "/api/v1/people", OPERATORS, "{\"name\":\" \"}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void changesOfRolesAndTokensAreInTheAuditLog() {
    var made = tokens.make(editor, "t", Role.READER, inDays(1));
    tokens.revoke(editor, made.token().id());
    call("PATCH", "/api/v1/people/" + editor.id(), OPERATORS, "{\"role\":\"READER\"}");
    assertThat(audited()).contains("person.add", "token.make", "token.revoke", "person.role");
    assertThat(call("GET", "/api/v1/audit", OPERATORS, "").body()).contains("EDITOR to READER");
  }

  @Test
  void aTokenThatCallsTooOftenIsToldToWait() {
    String token = token(Role.READER, Duration.ofDays(1));
    clock.set(clock.instant());
    int status = 0;
    int granted = 0;
    while (granted <= 200 && (status = call("GET", "/api/v1/me", token, "").statusCode()) == 200) {
      granted++;
    }
    assertThat(status).isEqualTo(429);
    assertThat(granted).isEqualTo(100);
    HttpResponse<String> answer = call("GET", "/api/v1/me", token, "");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(json(answer).path("status").asInt()).isEqualTo(429);
    clock.advance(Duration.ofSeconds(1));
    assertThat(call("GET", "/api/v1/me", token, "").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithOrWithoutALength() {
    String large = "{\"name\":\"" + "x".repeat(5 << 20) + "\"}";
    assertThat(call("POST", "/api/v1/tokens", OPERATORS, large).statusCode()).isEqualTo(413);
    byte[] bytes = large.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var chunked =
        script
            .request("/api/v1/tokens")
            .header("Authorization", "Bearer " + OPERATORS)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
            .build();
    assertThat(script.send(chunked).statusCode()).isIn(400, 413);
  }

  @Test
  void aClosedProjectIsForItsMembers() {
    json(call("GET", "/api/v1/me", OPERATORS, ""));
    jdbc.sql(
            """
            insert into project (slug, title, status, created_by)
            select 'book', 'Book', 'READY', id from person where role = 'ADMIN'
            """)
        .update();
    String token = token(Role.EDITOR, Duration.ofDays(1));
    String access = "/api/v1/projects/book/access";
    assertThat(call("GET", access, token, "").statusCode()).isEqualTo(200);
    call("PUT", access, OPERATORS, "{\"open\":false}");
    assertThat(call("GET", access, token, "").statusCode()).isEqualTo(404);
    call("PUT", "/api/v1/projects/book/members/kamala", OPERATORS, "");
    assertThat(call("GET", access, token, "").body()).contains("kamala");
    call("DELETE", "/api/v1/projects/book/members/kamala", OPERATORS, "");
    assertThat(call("GET", access, token, "").statusCode()).isEqualTo(404);
  }

  private String token(Role role, Duration lasts) {
    return tokens.make(editor, "test", role, clock.instant().plus(lasts)).secret().value();
  }

  private Instant inDays(int days) {
    return clock.instant().plus(Duration.ofDays(days));
  }

  private java.util.List<String> audited() {
    return jdbc.sql("select action from audit").query(String.class).list();
  }

  private HttpResponse<String> call(String method, String path, String token, String body) {
    return script.send(
        script
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }
}
