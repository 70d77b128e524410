package org.kalanjiyam.ocr.server.audit.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.audit.Audit.Found;
import org.kalanjiyam.ocr.server.audit.Audit.Search;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Everything that was noted, for administrators. */
@RestController
class AuditApiController {
  private static final int MOST = 500;

  private final Audit audit;

  AuditApiController(Audit audit) {
    this.audit = audit;
  }

  /**
   * The newest lines that fit; the {@code Link} header names the next part.
   *
   * @param before only what is older; the time of the last line already seen
   * @param user the name that the person signs in with
   * @param action such as {@code task.start}, or {@code task.} for all of a kind
   * @param q part of the subject, the details or the task's id
   * @param page where to go on, as the last answer said
   */
  @GetMapping("/api/v1/audit")
  ResponseEntity<List<Audit.Entry>> newest(
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant before,
      @RequestParam(required = false) @Nullable String user,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable Long page,
      @RequestParam(defaultValue = "100") int size,
      UriComponentsBuilder here) {
    int most = Math.clamp(size, 1, MOST);
    Search search =
        new Search(
            SearchWords.word(user),
            SearchWords.word(action),
            SearchWords.word(q),
            from,
            before,
            page);
    Found found = audit.find(search, most);
    var answer = ResponseEntity.ok();
    if (found.next() != null) {
      String next =
          here.path("/api/v1/audit")
              .queryParamIfPresent("from", Optional.ofNullable(from))
              .queryParamIfPresent("before", Optional.ofNullable(before))
              .queryParamIfPresent("user", Optional.ofNullable(search.actor()))
              .queryParamIfPresent("action", Optional.ofNullable(search.action()))
              .queryParamIfPresent("q", Optional.ofNullable(search.text()))
              .queryParam("size", most)
              .queryParam("page", found.next())
              .encode()
              .toUriString();
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(found.entries());
  }
}
