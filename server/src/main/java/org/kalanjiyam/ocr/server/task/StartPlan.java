package org.kalanjiyam.ocr.server.task;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a start would do, had it been made now.
 *
 * @param engine as asked for
 * @param language as the engine spells it; as asked for if the engine does not know it
 * @param toRead pages that would be read
 * @param pixels of those pages
 * @param alreadyRead pages whose text by this very engine would be kept
 * @param leftAlone pages that would be left alone because somebody edited them
 * @param refusal why it could not start; null if it could
 * @param outdated pages to read whose newest text is this engine's, but by an older version, model or
 *     profile
 */
public record StartPlan(
    String engine,
    String language,
    int toRead,
    long pixels,
    int alreadyRead,
    int leftAlone,
    @Nullable String refusal,
    int outdated) {

  /** One in which nothing is out of date. */
  public StartPlan(
      String engine,
      String language,
      int toRead,
      long pixels,
      int alreadyRead,
      int leftAlone,
      @Nullable String refusal) {
    this(engine, language, toRead, pixels, alreadyRead, leftAlone, refusal, 0);
  }

  /** Why it could not start. */
  public Optional<String> refused() {
    return Optional.ofNullable(refusal);
  }
}
