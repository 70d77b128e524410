package org.kalanjiyam.ocr.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a result was made from.
 *
 * @param engine the engine's name
 * @param engineVersion the engine's own version
 * @param model the model, where the engine names one
 * @param language the language as the task named it
 * @param parameters the engine's settings in canonical form, empty for the default
 */
public record Provenance(
    String engine,
    String engineVersion,
    @Nullable String model,
    String language,
    String parameters) {}
