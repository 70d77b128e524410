package org.kalanjiyam.ocr.engine.remote;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;

/**
 * One engine as the file describes it.
 *
 * @param remoteName what a service calls it; null for a model
 * @param chat how a model is asked; null for a service
 * @param boxes the local engine that finds where words are, if one is to
 * @param fallback the local engine that recognises a page that this one fails at, if one is to
 */
record EngineSettings(
    String name,
    String title,
    Connection connection,
    @Nullable String remoteName,
    @Nullable ChatSettings chat,
    List<Language> languages,
    int atATime,
    int pageSeconds,
    Optional<Price> price,
    Optional<String> boxes,
    Optional<String> fallback) {
  EngineSettings {
    languages = List.copyOf(languages);
  }
}
