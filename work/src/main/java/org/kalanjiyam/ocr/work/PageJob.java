package org.kalanjiyam.ocr.work;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks a worker to read one page. Carries a reference to the image, never the image.
 *
 * <p>The worker's first act is to fetch {@link #image}: that is how the server learns that the page
 * has begun, and how it says that nobody waits for it any more (410).
 *
 * @param version version of this message, {@link WorkCodec#VERSION}
 * @param taskId the task
 * @param page the page's number in its book, from 1
 * @param ticket fences this hand-out of the page: an outcome counts only while the page waits for
 *     this very ticket
 * @param attempt how often the page has been tried, from 1; for people and logs
 * @param imageHash SHA-256 of the image file, lower-case hex
 * @param dpi resolution of the image, 0 where unknown
 * @param engine engine's name
 * @param language language as the task names it
 * @param parameters engine's settings in canonical form, empty for the default
 * @param image signed address of the image file; expires
 * @param limitSeconds hard limit for the page, after which its process is killed
 * @param sentAt when the server handed the page out
 * @param draft the page's text, where the engine is to correct it; else null
 */
public record PageJob(
    int version,
    UUID taskId,
    int page,
    long ticket,
    int attempt,
    String imageHash,
    int dpi,
    String engine,
    String language,
    String parameters,
    URI image,
    int limitSeconds,
    Instant sentAt,
    @Nullable String draft) {

  /** Of a page that is recognised afresh. */
  public PageJob(
      int version,
      UUID taskId,
      int page,
      long ticket,
      int attempt,
      String imageHash,
      int dpi,
      String engine,
      String language,
      String parameters,
      URI image,
      int limitSeconds,
      Instant sentAt) {
    this(
        version,
        taskId,
        page,
        ticket,
        attempt,
        imageHash,
        dpi,
        engine,
        language,
        parameters,
        image,
        limitSeconds,
        sentAt,
        null);
  }

  /** Without the signed address. */
  @Override
  public String toString() {
    return "PageJob[%s %d, ticket %d]".formatted(taskId, page, ticket);
  }
}
