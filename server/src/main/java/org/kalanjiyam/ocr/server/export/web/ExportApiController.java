package org.kalanjiyam.ocr.server.export.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.kalanjiyam.ocr.server.export.Export;
import org.kalanjiyam.ocr.server.export.ExportFormat;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Project;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/projects/{slug}/export?format=}: a book as a file, streamed. */
@RestController
class ExportApiController {
  private static final int MOST_NAMED = 10;

  private final Export export;

  ExportApiController(Export export) {
    this.export = export;
  }

  /**
   * Writes to the response itself: an asynchronous one would be cut off after a time, and a book
   * takes as long as its reader's network.
   */
  @GetMapping("/api/v1/projects/{slug}/export")
  void export(
      Project project, @RequestParam(defaultValue = "") String format, HttpServletResponse response)
      throws IOException, InterruptedException {
    ExportFormat wanted =
        ExportFormat.of(format)
            .orElseThrow(
                () ->
                    ApiProblem.of(
                        HttpStatus.BAD_REQUEST,
                        "Unknown format",
                        "'format' is one of: " + String.join(", ", ExportFormat.words()) + "."));
    refuseIfLost(export.lost(project, wanted));
    response.setContentType(wanted.mediaType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(project.slug() + wanted.suffix())
            .build()
            .toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    export.write(project, wanted, response.getOutputStream());
  }

  /** Said before the first byte: a book that breaks off in the middle helps nobody. */
  private static void refuseIfLost(List<String> lost) {
    if (!lost.isEmpty()) {
      String named = String.join(", ", lost.subList(0, Math.min(MOST_NAMED, lost.size())));
      throw ApiProblem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "Images are missing",
          "The images of these pages are not in the store any more: %s%s. Put their files back from a"
                  .formatted(named, lost.size() > MOST_NAMED ? ", ..." : "")
              + " backup, or take the text alone with format=txt.");
    }
  }
}
