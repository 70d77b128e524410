package org.kalanjiyam.ocr.server.dispatch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.EngineOption;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.Parameters;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.springframework.stereotype.Component;

/**
 * Engines and languages by the names that people know. A list of tasks asks for each of its rows,
 * so names are as they were within the last second. Thread-safe.
 */
@Component
public final class EngineNames {
  private static final long FRESH_NANOS = 1_000_000_000;

  private final Engines engines;
  private volatile @Nullable Known latest;

  private record Known(List<Engine> engines, long at) {}

  EngineNames(Engines engines) {
    this.engines = engines;
  }

  public List<Engine> all() {
    return engines.all();
  }

  private List<Engine> known() {
    Known known = latest;
    if (known == null || System.nanoTime() - known.at() > FRESH_NANOS) {
      known = new Known(engines.all(), System.nanoTime());
      latest = known;
    }
    return known.engines();
  }

  public String engine(String name) {
    return known().stream()
        .filter(engine -> engine.name().equals(name))
        .map(Engine::title)
        .findFirst()
        .orElse(name);
  }

  /** The options of a task that are not at their defaults, as people know them. */
  public List<String> options(String engine, String parameters) {
    List<EngineOption> known =
        known().stream()
            .filter(one -> one.name().equals(engine))
            .flatMap(one -> one.options().stream())
            .toList();
    return Parameters.parse(parameters).entrySet().stream()
        .map(
            chosen ->
                known.stream()
                    .filter(option -> option.name().equals(chosen.getKey()))
                    .map(option -> option.title() + ": " + titleOf(option, chosen.getValue()))
                    .findFirst()
                    .orElse(chosen.getKey() + ": " + chosen.getValue()))
        .toList();
  }

  private static String titleOf(EngineOption option, String value) {
    return option.values().stream()
        .filter(one -> one.value().equals(value))
        .map(EngineOption.Value::title)
        .findFirst()
        .orElse(value);
  }

  /** Several languages, joined by {@code +} in the code, are joined by it in the name too. */
  public String language(String engine, String code) {
    List<Language> known =
        known().stream()
            .filter(one -> one.name().equals(engine))
            .flatMap(one -> one.languages().stream())
            .toList();
    return Arrays.stream(code.split("\\+"))
        .map(part -> nameOf(known, part))
        .collect(Collectors.joining(" + "));
  }

  private static String nameOf(List<Language> known, String code) {
    return known.stream()
        .filter(language -> language.code().equals(code))
        .map(Language::name)
        .findFirst()
        .orElse(code);
  }
}
