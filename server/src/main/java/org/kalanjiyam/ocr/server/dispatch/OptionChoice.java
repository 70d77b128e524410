package org.kalanjiyam.ocr.server.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.engine.EngineOption;
import org.kalanjiyam.ocr.engine.Parameters;

/** Matches the options that a person chose with those that an engine has. */
final class OptionChoice {
  private OptionChoice() {}

  /** Why the engine does not take the options; empty if it does. */
  static Optional<String> refusal(String engine, List<EngineOption> known, String parameters) {
    for (Map.Entry<String, String> chosen : Parameters.parse(parameters).entrySet()) {
      if (known.stream().noneMatch(option -> takes(option, chosen))) {
        return Optional.of(
            "The engine '%s' has no option %s=%s; it has: %s."
                .formatted(engine, chosen.getKey(), chosen.getValue(), list(known)));
      }
    }
    return Optional.empty();
  }

  static String withoutDefaults(List<EngineOption> known, String parameters) {
    Map<String, String> chosen = Parameters.parse(parameters);
    for (EngineOption option : known) {
      if (!option.values().isEmpty()) {
        chosen.remove(option.name(), option.values().getFirst().value());
      }
    }
    return Parameters.format(chosen);
  }

  private static boolean takes(EngineOption option, Map.Entry<String, String> chosen) {
    return option.name().equals(chosen.getKey()) && option.takes(chosen.getValue());
  }

  private static String list(List<EngineOption> known) {
    return known.isEmpty()
        ? "none"
        : known.stream().map(OptionChoice::described).collect(Collectors.joining("; "));
  }

  private static String described(EngineOption option) {
    return option.values().isEmpty()
        ? option.name()
        : option.name()
            + "="
            + option.values().stream()
                .map(EngineOption.Value::value)
                .collect(Collectors.joining("|"));
  }
}
