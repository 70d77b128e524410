package org.kalanjiyam.ocr.server.audit.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything that was noted, for administrators. */
@RestController
class AuditApiController {
  private static final int MOST = 500;

  private final Audit audit;

  AuditApiController(Audit audit) {
    this.audit = audit;
  }

  /**
   * The newest lines.
   *
   * @param before only what is older; the time of the last line already seen
   */
  @GetMapping("/api/v1/audit")
  List<Audit.Entry> newest(
      @RequestParam(required = false) @Nullable Instant before,
      @RequestParam(defaultValue = "100") int size) {
    return audit.newest(before, Math.clamp(size, 1, MOST));
  }
}
