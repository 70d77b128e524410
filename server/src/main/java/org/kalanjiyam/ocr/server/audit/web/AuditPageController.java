package org.kalanjiyam.ocr.server.audit.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.audit.Audit.Search;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what, searchable, for administrators. */
@Controller
class AuditPageController {
  private static final int A_PAGE = 100;

  private final Audit audit;

  AuditPageController(Audit audit) {
    this.audit = audit;
  }

  @GetMapping("/admin/audit")
  String search(
      @RequestParam(required = false) @Nullable String user,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable Long page,
      Model model) {
    Search search =
        new Search(
            SearchWords.word(user),
            SearchWords.word(action),
            SearchWords.word(q),
            day(from, 0),
            day(to, 1),
            page);
    model.addAttribute("search", search);
    model.addAttribute("from", SearchWords.word(from));
    model.addAttribute("to", SearchWords.word(to));
    model.addAttribute("found", audit.find(search, A_PAGE));
    return "audit/search";
  }

  /** A date field is empty or has a date; anything else was not made by our form. */
  private static @Nullable Instant day(@Nullable String typed, int plus) {
    String word = SearchWords.word(typed);
    if (word == null) {
      return null;
    }
    try {
      return LocalDate.parse(word).plusDays(plus).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
