package org.kalanjiyam.ocr.server.task;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for when they press "Run OCR".
 *
 * @param pages only these, or null for all that the scope takes in; naming pages reads them again
 *     even if this engine has read them before
 * @param retryOf the task that this one follows, or null
 * @param parameters the engine's options in {@linkplain org.kalanjiyam.ocr.engine.Parameters
 *     canonical form}, empty for the default
 * @param purpose what becomes of the texts
 */
public record StartRequest(
    String engine,
    String language,
    Scope scope,
    @Nullable PageSelection pages,
    Priority priority,
    @Nullable UUID retryOf,
    String parameters,
    TaskPurpose purpose) {

  /** A request for the pages' texts. */
  public StartRequest(
      String engine,
      String language,
      Scope scope,
      @Nullable PageSelection pages,
      Priority priority,
      @Nullable UUID retryOf,
      String parameters) {
    this(engine, language, scope, pages, priority, retryOf, parameters, TaskPurpose.TEXT);
  }

  /** With the engine's options at their defaults. */
  public StartRequest(
      String engine,
      String language,
      Scope scope,
      @Nullable PageSelection pages,
      Priority priority,
      @Nullable UUID retryOf) {
    this(engine, language, scope, pages, priority, retryOf, "");
  }

  /** All pages that nobody has edited. */
  public static StartRequest unedited(String engine, String language) {
    return new StartRequest(engine, language, Scope.UNEDITED, null, Priority.NORMAL, null);
  }
}
