package org.kalanjiyam.ocr.server.project.web;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.parser.ParserUnavailable;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.PageFiles;
import org.kalanjiyam.ocr.server.project.PageImages.StoredImage;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * {@code GET /api/v1/projects/{slug}/pages/{page}/image} and {@code /thumbnail}: pictures that
 * browsers show. Their addresses may carry {@code ?v=} and the start of the image's hash: such an
 * answer never changes and is kept for a year; without, for a day.
 */
@RestController
@RequestMapping("/api/v1/projects/{slug}/pages/{page}")
class ImagesApiController {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final PageFiles files;

  ImagesApiController(PageFiles files) {
    this.files = files;
  }

  /** Gives a page's picture. */
  @FunctionalInterface
  private interface Choice {
    StoredImage of(Page page) throws IOException, InterruptedException;
  }

  @GetMapping("/image")
  @Nullable ResponseEntity<Resource> image(
      Page page, @RequestParam(required = false) @Nullable String v, WebRequest request)
      throws InterruptedException {
    return answer(page, v, "", request, files::viewable);
  }

  @GetMapping("/thumbnail")
  @Nullable ResponseEntity<Resource> thumbnail(
      Page page, @RequestParam(required = false) @Nullable String v, WebRequest request)
      throws InterruptedException {
    return answer(page, v, "-small", request, files::thumbnail);
  }

  private @Nullable ResponseEntity<Resource> answer(
      Page page, @Nullable String v, String kind, WebRequest request, Choice choice)
      throws InterruptedException {
    String tag = "\"" + page.imageHash() + kind + "\"";
    CacheControl cache = cache(page, v);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .eTag(tag)
            .cacheControl(cache)
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Security-Policy", "default-src 'none'; sandbox");
    if (tag.equals(request.getHeader("If-None-Match"))) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).cacheControl(cache).build();
    }
    try {
      StoredImage image = choice.of(page);
      if (!Files.exists(image.file())) {
        throw missing(page.number());
      }
      return answer
          .contentType(MediaType.parseMediaType(image.mediaType()))
          .body(new FileSystemResource(image.file()));
    } catch (ParserUnavailable e) {
      throw ApiProblem.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Image cannot be shown now",
          "The program that reads files does not run just now. Try again in a minute; if that does not"
              + " help, its log says why.");
    } catch (IOException e) {
      if (!Files.exists(files.original(page).file())) {
        throw missing(page.number());
      }
      throw ApiProblem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "Image cannot be shown",
          "The image of page "
              + page.number()
              + " is damaged. Upload the book again from a good copy.");
    }
  }

  private static ErrorResponseException missing(int page) {
    return ApiProblem.of(
        HttpStatus.NOT_FOUND,
        "Image is missing",
        "The image of page %s is not in the store any more. Put its file back from a backup, or upload"
                .formatted(page)
            + " the book again.");
  }

  private static CacheControl cache(Page page, @Nullable String v) {
    boolean exact = v != null && v.length() >= 8 && page.imageHash().startsWith(v);
    return exact
        ? CacheControl.maxAge(FOR_EVER).cachePrivate().immutable()
        : CacheControl.maxAge(Duration.ofDays(1)).cachePrivate();
  }
}
