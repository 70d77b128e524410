package org.kalanjiyam.ocr.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a result was made from, beside the image whose hash travels with it.
 *
 * @param engine the engine's name; another than the task's where a fallback recognised the page
 * @param engineVersion the engine's own version
 * @param model the model or models, where the engine names them
 * @param language the language as the task named it
 * @param parameters the engine's {@link Parameters options} in canonical form, empty for the
 *     default
 * @param recipe the language's {@link Language#recipe recipe} when the page was recognised
 * @param preparation what was done to the image before it was recognised, in canonical form ({@code
 *     key=value} joined by spaces); empty for nothing
 * @param note for a person: how this result came about if not in the usual way, such as after a
 *     fallback
 */
public record Provenance(
    String engine,
    String engineVersion,
    @Nullable String model,
    String language,
    String parameters,
    String recipe,
    String preparation,
    @Nullable String note) {

  /** Of an engine that says no more. */
  public Provenance(
      String engine,
      String engineVersion,
      @Nullable String model,
      String language,
      String parameters) {
    this(engine, engineVersion, model, language, parameters, "", "", null);
  }
}
