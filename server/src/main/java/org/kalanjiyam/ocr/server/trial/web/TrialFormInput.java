package org.kalanjiyam.ocr.server.trial.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Parameters;
import org.kalanjiyam.ocr.server.trial.Setup;
import org.springframework.util.MultiValueMap;

/**
 * What is chosen on the form, as the browser sends it: set-ups that were added as {@code setup},
 * the next one as {@code engine}, {@code language} and {@code option.NAME}, and which button was
 * pressed: {@code add}, {@code remove}, {@code look} or {@code start}.
 */
record TrialFormInput(MultiValueMap<String, String> said) {
  private static final String OPTION = "option.";

  String pages(String usual) {
    String pages = said.getFirst("pages");
    return pages == null || pages.isBlank() ? usual : pages;
  }

  /** Whether the trial is to start. */
  boolean starts() {
    return said.containsKey("start");
  }

  @Nullable String engine() {
    return said.getFirst("engine");
  }

  @Nullable String language() {
    return said.getFirst("language");
  }

  /** Options of the next set-up, without those that are left open. */
  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    said.toSingleValueMap()
        .forEach(
            (name, value) -> {
              boolean clean = (name + value).chars().noneMatch(Character::isISOControl);
              if (name.startsWith(OPTION) && !value.isBlank() && clean && !name.contains("=")) {
                options.put(name.substring(OPTION.length()), value.strip());
              }
            });
    return options;
  }

  /** The set-ups after the form's button was pressed, each once. */
  List<Setup> setups() {
    List<Setup> setups = new ArrayList<>();
    List<String> before = Objects.requireNonNullElse(said.get("setup"), List.of());
    String removed = said.getFirst("remove");
    for (int i = 0; i < before.size(); i++) {
      if (!Integer.toString(i + 1).equals(removed)) {
        setups.add(Setup.parse(before.get(i)));
      }
    }
    String engine = engine();
    String language = language();
    if (said.containsKey("add") && engine != null && language != null) {
      setups.add(new Setup(engine, language, Parameters.format(options())));
    }
    return setups.stream().distinct().toList();
  }
}
