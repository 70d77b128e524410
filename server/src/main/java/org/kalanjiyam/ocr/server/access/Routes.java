package org.kalanjiyam.ocr.server.access;

import static org.kalanjiyam.ocr.server.access.Rule.Scope.IN_PERSON;
import static org.kalanjiyam.ocr.server.access.Rule.Scope.OWN_PROJECT;
import static org.kalanjiyam.ocr.server.access.Rule.Scope.OWN_TASK;
import static org.kalanjiyam.ocr.server.access.Rule.Scope.PROJECT;
import static org.kalanjiyam.ocr.server.access.Rule.Scope.SITE;
import static org.kalanjiyam.ocr.server.access.Rule.Scope.TASK;
import static org.kalanjiyam.ocr.server.account.Role.ADMIN;
import static org.kalanjiyam.ocr.server.account.Role.EDITOR;
import static org.kalanjiyam.ocr.server.account.Role.PROOFREADER;
import static org.kalanjiyam.ocr.server.account.Role.READER;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.server.account.Role;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The one table of who may call what; {@code docs/security.md} shows it to people, and a test holds
 * both against the routes that there are. The most specific row that fits counts, as it does for
 * the framework.
 */
final class Routes {
  private static final Rule FILES_BY_EDITORS = new Rule(EDITOR, SITE, Rule.Kind.FILES);
  private static final Rule FILES_BY_OWNERS = new Rule(EDITOR, OWN_PROJECT, Rule.Kind.FILES);
  private static final Rule EVENTS_OF_A_TASK = new Rule(READER, TASK, Rule.Kind.STREAM);

  private static final List<Route> OPEN =
      List.of(
          route(GET, "/actuator/health", Rule.ANYBODY),
          route(GET, "/actuator/health/**", Rule.ANYBODY),
          route(GET, "/sign-in", Rule.ANYBODY),
          route(POST, "/sign-in", Rule.ANYBODY),
          route(GET, "/join", Rule.ANYBODY),
          route(POST, "/join", Rule.ANYBODY),
          // The address itself is signed; its controller looks.
          route(GET, "/work/{task}/{page}/{ticket}", Rule.ANYBODY),
          route(GET, "/css/**", Rule.ANYBODY),
          route(GET, "/js/**", Rule.ANYBODY),
          route(GET, "/icons/**", Rule.ANYBODY),
          route(GET, "/fonts/**", Rule.ANYBODY),
          route(GET, "/webjars/**", Rule.ANYBODY),
          route(GET, "/favicon.ico", Rule.ANYBODY),
          route(GET, "/v3/api-docs", Rule.ANYBODY),
          route(GET, "/v3/api-docs.yaml", Rule.ANYBODY),
          route(GET, "/v3/api-docs/swagger-config", Rule.ANYBODY),
          route(GET, "/swagger-ui.html", Rule.ANYBODY),
          route(GET, "/swagger-ui/**", Rule.ANYBODY));

  private static final List<Route> PROJECTS =
      List.of(
          route(GET, "/api/v1/search", READER, SITE),
          route(GET, "/api/v1/projects/{slug}/replacements", READER, PROJECT),
          route(POST, "/api/v1/projects/{slug}/replacements", PROOFREADER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/replacements/{replacement}", READER, PROJECT),
          route(
              POST,
              "/api/v1/projects/{slug}/replacements/{replacement}/undo",
              PROOFREADER,
              PROJECT),
          route(GET, "/api/v1/changes", READER, SITE),
          route(GET, "/api/v1/projects/{slug}/changes", READER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/accuracy", READER, PROJECT),
          route(POST, "/api/v1/projects/{slug}/trials", EDITOR, PROJECT),
          route(GET, "/api/v1/projects/{slug}/trials", READER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/trials/{trial}", READER, PROJECT),
          route(POST, "/api/v1/projects/{slug}/trials/{trial}/cancel", EDITOR, PROJECT),
          route(GET, "/api/v1/projects/{slug}/pages/{page}/accuracy", READER, PROJECT),
          route(PATCH, "/api/v1/projects/{slug}", EDITOR, OWN_PROJECT),
          route(GET, "/api/v1/projects/-/deleted", EDITOR, SITE),
          route(POST, "/api/v1/projects/-/deleted/{book}/restore", EDITOR, SITE),
          route(PUT, "/api/v1/projects/{slug}/pages/{page}/position", EDITOR, OWN_PROJECT),
          route(DELETE, "/api/v1/projects/{slug}/pages/{page}", EDITOR, OWN_PROJECT),
          route(POST, "/api/v1/projects/{slug}/pages", FILES_BY_OWNERS),
          route(PUT, "/api/v1/projects/{slug}/pages/{page}/image", FILES_BY_OWNERS),
          route(DELETE, "/api/v1/projects/{slug}/pages/{page}/image", EDITOR, OWN_PROJECT),
          route(POST, "/api/v1/projects/{slug}/pages/{page}/rotate", EDITOR, OWN_PROJECT),
          route(GET, "/api/v1/projects", READER, SITE),
          route(POST, "/api/v1/projects", FILES_BY_EDITORS),
          route(POST, "/api/v1/projects/sample", EDITOR, SITE),
          route(GET, "/api/v1/projects/{slug}", READER, PROJECT),
          route(DELETE, "/api/v1/projects/{slug}", EDITOR, OWN_PROJECT),
          route(GET, "/api/v1/projects/{slug}/pages", READER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/pages/{page}", READER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/pages/{page}/image", READER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/pages/{page}/thumbnail", READER, PROJECT),
          route(PUT, "/api/v1/projects/{slug}/pages/{page}/text", PROOFREADER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/pages/{page}/revisions", READER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/pages/{page}/revisions/{version}", READER, PROJECT),
          route(
              POST,
              "/api/v1/projects/{slug}/pages/{page}/revisions/{version}/restore",
              PROOFREADER,
              PROJECT),
          route(GET, "/api/v1/projects/{slug}/pages/{page}/suggestion", READER, PROJECT),
          route(
              POST, "/api/v1/projects/{slug}/pages/{page}/suggestion/accept", PROOFREADER, PROJECT),
          route(
              POST,
              "/api/v1/projects/{slug}/pages/{page}/suggestion/dismiss",
              PROOFREADER,
              PROJECT),
          route(PUT, "/api/v1/projects/{slug}/pages/{page}/proofed", PROOFREADER, PROJECT),
          route(DELETE, "/api/v1/projects/{slug}/pages/{page}/proofed", PROOFREADER, PROJECT),
          route(PUT, "/api/v1/projects/{slug}/pages/{page}/skipped", PROOFREADER, PROJECT),
          route(DELETE, "/api/v1/projects/{slug}/pages/{page}/skipped", PROOFREADER, PROJECT),
          route(POST, "/api/v1/projects/{slug}/pages/{page}/visit", PROOFREADER, PROJECT),
          route(DELETE, "/api/v1/projects/{slug}/pages/{page}/visit", PROOFREADER, PROJECT),
          route(
              GET,
              "/api/v1/projects/{slug}/pages/{page}/revisions/{version}/difference",
              READER,
              PROJECT),
          route(
              POST,
              "/api/v1/projects/{slug}/pages/{page}/revisions/{version}/compare",
              READER,
              PROJECT),
          route(GET, "/api/v1/projects/{slug}/export", READER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/access", READER, PROJECT),
          route(PUT, "/api/v1/projects/{slug}/access", EDITOR, OWN_PROJECT),
          route(PUT, "/api/v1/projects/{slug}/members/{name}", EDITOR, OWN_PROJECT),
          route(DELETE, "/api/v1/projects/{slug}/members/{name}", EDITOR, OWN_PROJECT));

  private static final List<Route> TASKS =
      List.of(
          route(GET, "/api/v1/engines", READER, SITE),
          route(GET, "/api/v1/workers", READER, SITE),
          route(GET, "/api/v1/queues", ADMIN, SITE),
          route(POST, "/api/v1/queues/{engine}/pause", ADMIN, SITE),
          route(POST, "/api/v1/queues/{engine}/drain", ADMIN, SITE),
          route(POST, "/api/v1/queues/{engine}/resume", ADMIN, SITE),
          route(POST, "/api/v1/engines/{engine}/check", ADMIN, SITE),
          route(GET, "/api/v1/admin", ADMIN, SITE),
          route(POST, "/api/v1/admin/mail-test", ADMIN, SITE),
          route(POST, "/api/v1/projects/{slug}/ocr", EDITOR, PROJECT),
          route(GET, "/api/v1/projects/{slug}/ocr", READER, PROJECT),
          route(GET, "/api/v1/projects/{slug}/ocr/preflight", READER, PROJECT),
          route(POST, "/api/v1/projects/{slug}/second-opinion", EDITOR, PROJECT),
          route(GET, "/api/v1/tasks", READER, SITE),
          route(GET, "/api/v1/tasks/export", READER, SITE),
          route(POST, "/api/v1/tasks/bulk", EDITOR, SITE),
          route(GET, "/api/v1/tasks/{id}", READER, TASK),
          route(GET, "/api/v1/tasks/{id}/pages", READER, TASK),
          route(GET, "/api/v1/tasks/{id}/events", EVENTS_OF_A_TASK),
          route(GET, "/api/v1/tasks/{id}/audit", READER, TASK),
          route(GET, "/api/v1/tasks/{id}/cost", READER, TASK),
          route(POST, "/api/v1/tasks/{id}/cancel", EDITOR, OWN_TASK),
          route(POST, "/api/v1/tasks/{id}/pause", EDITOR, OWN_TASK),
          route(POST, "/api/v1/tasks/{id}/resume", EDITOR, OWN_TASK),
          route(POST, "/api/v1/tasks/{id}/retry", EDITOR, OWN_TASK));

  private static final List<Route> ACCOUNTS =
      List.of(
          route(GET, "/api/v1/me", READER, SITE),
          route(GET, "/api/v1/me/editor", READER, SITE),
          route(PUT, "/api/v1/me/editor", READER, SITE),
          route(GET, "/api/v1/tokens", READER, SITE),
          route(POST, "/api/v1/tokens", READER, IN_PERSON),
          route(DELETE, "/api/v1/tokens/{id}", READER, IN_PERSON),
          route(GET, "/api/v1/people", ADMIN, SITE),
          route(POST, "/api/v1/people", ADMIN, IN_PERSON),
          route(PATCH, "/api/v1/people/{id}", ADMIN, IN_PERSON),
          route(POST, "/api/v1/people/{id}/new-password-link", ADMIN, IN_PERSON),
          route(GET, "/api/v1/audit", ADMIN, SITE),
          route(POST, "/sign-out", READER, SITE),
          route(GET, "/account", READER, IN_PERSON),
          route(POST, "/account/name", READER, IN_PERSON),
          route(POST, "/account/language", READER, IN_PERSON),
          route(POST, "/account/password", READER, IN_PERSON),
          route(POST, "/account/sign-out-everywhere", READER, IN_PERSON),
          route(POST, "/account/tokens", READER, IN_PERSON),
          route(POST, "/account/tokens/{id}/revoke", READER, IN_PERSON),
          route(GET, "/people", ADMIN, SITE),
          route(POST, "/people", ADMIN, IN_PERSON),
          route(POST, "/people/{id}/role", ADMIN, IN_PERSON),
          route(POST, "/people/{id}/disable", ADMIN, IN_PERSON),
          route(POST, "/people/{id}/enable", ADMIN, IN_PERSON),
          route(POST, "/people/{id}/new-password-link", ADMIN, IN_PERSON),
          route(GET, "/actuator", ADMIN, SITE),
          route(GET, "/actuator/info", ADMIN, SITE),
          route(GET, "/actuator/prometheus", ADMIN, SITE));

  private static final List<Route> NEWS =
      List.of(
          route(GET, "/api/v1/notifications", READER, SITE),
          route(POST, "/api/v1/notifications/{id}/read", READER, SITE),
          route(POST, "/api/v1/notifications/read-all", READER, SITE),
          route(GET, "/api/v1/webhooks", READER, SITE),
          route(POST, "/api/v1/webhooks", READER, IN_PERSON),
          route(DELETE, "/api/v1/webhooks/{id}", READER, IN_PERSON),
          route(GET, "/api/v1/webhooks/{id}/deliveries", READER, SITE),
          route(POST, "/api/v1/webhooks/deliveries/{delivery}/again", READER, SITE),
          route(GET, "/notifications", READER, SITE),
          route(POST, "/notifications/{id}/read", READER, SITE),
          route(POST, "/notifications/read-all", READER, SITE),
          route(GET, "/notifications/settings", READER, IN_PERSON),
          route(POST, "/notifications/settings", READER, IN_PERSON),
          route(POST, "/notifications/webhooks", READER, IN_PERSON),
          route(GET, "/notifications/webhooks/{id}", READER, IN_PERSON),
          route(POST, "/notifications/webhooks/{id}/delete", READER, IN_PERSON),
          route(
              POST, "/notifications/webhooks/{id}/deliveries/{delivery}/again", READER, IN_PERSON));

  private static final List<Route> PAGES =
      List.of(
          route(GET, "/", READER, SITE),
          route(GET, "/projects/new", EDITOR, SITE),
          route(POST, "/projects/new", FILES_BY_EDITORS),
          route(POST, "/projects/sample", EDITOR, SITE),
          route(GET, "/proofing/{slug}", READER, PROJECT),
          route(POST, "/proofing/{slug}/delete", EDITOR, OWN_PROJECT),
          route(GET, "/proofing/{slug}/members", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/access", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/members", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/members/remove", EDITOR, OWN_PROJECT),
          route(GET, "/proofing/{slug}/batch-ocr", READER, PROJECT),
          route(POST, "/proofing/{slug}/batch-ocr", EDITOR, PROJECT),
          route(GET, "/proofing/{slug}/second-opinion", EDITOR, PROJECT),
          route(POST, "/proofing/{slug}/second-opinion", EDITOR, PROJECT),
          route(GET, "/proofing/batch-ocr-status/{id}", READER, TASK),
          route(GET, "/proofing/batch-ocr-events/{id}", EVENTS_OF_A_TASK),
          route(GET, "/proofing/{slug}/{page}", READER, PROJECT),
          route(POST, "/proofing/{slug}/{page}", PROOFREADER, PROJECT),
          route(GET, "/proofing/{slug}/{page}/history", READER, PROJECT),
          route(GET, "/proofing/{slug}/accuracy", READER, PROJECT),
          route(GET, "/proofing/{slug}/trials", EDITOR, PROJECT),
          route(POST, "/proofing/{slug}/trials", EDITOR, PROJECT),
          route(GET, "/proofing/{slug}/trials/{trial}", READER, PROJECT),
          route(POST, "/proofing/{slug}/trials/{trial}/cancel", EDITOR, PROJECT),
          route(POST, "/proofing/{slug}/trials/{trial}/rest", EDITOR, PROJECT),
          route(GET, "/proofing/{slug}/{page}/accuracy", READER, PROJECT),
          route(POST, "/proofing/{slug}/{page}/history/{version}/restore", PROOFREADER, PROJECT),
          route(POST, "/proofing/{slug}/{page}/suggestion/accept", PROOFREADER, PROJECT),
          route(POST, "/proofing/{slug}/{page}/suggestion/dismiss", PROOFREADER, PROJECT),
          route(GET, "/tasks", READER, SITE),
          route(POST, "/tasks/bulk", EDITOR, SITE),
          route(GET, "/tasks/{id}", READER, TASK),
          route(GET, "/tasks/{id}/timeline", READER, TASK),
          route(GET, "/history", READER, SITE),
          route(POST, "/tasks/{id}/cancel", EDITOR, OWN_TASK),
          route(POST, "/tasks/{id}/pause", EDITOR, OWN_TASK),
          route(POST, "/tasks/{id}/resume", EDITOR, OWN_TASK),
          route(POST, "/tasks/{id}/retry", EDITOR, OWN_TASK),
          route(GET, "/search", READER, SITE),
          route(GET, "/proofing/{slug}/replace", PROOFREADER, PROJECT),
          route(POST, "/proofing/{slug}/replace", PROOFREADER, PROJECT),
          route(GET, "/proofing/{slug}/replace/{replacement}", READER, PROJECT),
          route(POST, "/proofing/{slug}/replace/{replacement}/undo", PROOFREADER, PROJECT),
          route(GET, "/changes", READER, SITE),
          route(GET, "/proofing/{slug}/changes", READER, PROJECT),
          route(GET, "/proofing/{slug}/continue", PROOFREADER, PROJECT),
          route(GET, "/proofing/{slug}/details", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/details", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/archive", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/pages/move", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/pages/remove", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/pages/rotate", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/pages/replace", FILES_BY_OWNERS),
          route(POST, "/proofing/{slug}/pages/bring-back", EDITOR, OWN_PROJECT),
          route(GET, "/proofing/{slug}/pages/add", EDITOR, OWN_PROJECT),
          route(POST, "/proofing/{slug}/pages/add", FILES_BY_OWNERS),
          route(GET, "/deleted-books", EDITOR, SITE),
          route(POST, "/deleted-books/{book}/restore", EDITOR, SITE),
          route(GET, "/workers", READER, SITE),
          route(GET, "/admin", ADMIN, SITE),
          route(GET, "/admin/audit", ADMIN, SITE),
          route(POST, "/admin/queues/{engine}/pause", ADMIN, SITE),
          route(POST, "/admin/queues/{engine}/drain", ADMIN, SITE),
          route(POST, "/admin/queues/{engine}/resume", ADMIN, SITE),
          route(POST, "/admin/engines/{engine}/check", ADMIN, SITE),
          route(POST, "/admin/mail-test", ADMIN, SITE),
          route(GET, "/error", Rule.NOBODY));

  /** All rows, the most specific first. */
  static final List<Route> ALL =
      Stream.of(OPEN, PROJECTS, TASKS, ACCOUNTS, NEWS, PAGES)
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Route::pattern, PathPattern.SPECIFICITY_COMPARATOR))
          .toList();

  private Routes() {}

  /** One row. */
  record Route(HttpMethod method, PathPattern pattern, Rule rule) {}

  /** A row that fits a request, and what the path says. */
  record Match(Route route, Map<String, String> variables) {}

  /** The row for a request; empty: nobody may. HEAD is as good as GET. */
  static Optional<Match> find(HttpMethod asked, PathContainer path) {
    HttpMethod method = asked.equals(HttpMethod.HEAD) ? GET : asked;
    for (Route route : ALL) {
      if (route.method().equals(method)) {
        PathPattern.PathMatchInfo match = route.pattern().matchAndExtract(path);
        if (match != null) {
          return Optional.of(new Match(route, match.getUriVariables()));
        }
      }
    }
    return Optional.empty();
  }

  /** The row for a request. */
  static Optional<Match> find(HttpServletRequest request) {
    return find(
        HttpMethod.valueOf(request.getMethod()),
        ServletRequestPathUtils.parse(request).pathWithinApplication());
  }

  private static Route route(HttpMethod method, String path, Role atLeast, Rule.Scope scope) {
    return route(method, path, new Rule(atLeast, scope));
  }

  private static Route route(HttpMethod method, String path, Rule rule) {
    return new Route(method, PathPatternParser.defaultInstance.parse(path), rule);
  }
}
