package org.kalanjiyam.ocr.server.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.springframework.stereotype.Component;

/** How long a page may take, by engine. */
@Component
class EngineLimits {
  private static final int DEFAULT_SECONDS = 120;

  private final Map<String, Integer> seconds =
      ServiceLoader.load(OcrEngineProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .collect(Collectors.toMap(OcrEngineProvider::name, OcrEngineProvider::pageLimitSeconds));

  /** Hard limit for one page, after which its process is killed. */
  int seconds(String engine) {
    return seconds.getOrDefault(engine, DEFAULT_SECONDS);
  }

  /** The longest of all limits. */
  Duration longest() {
    return Duration.ofSeconds(
        seconds.values().stream().mapToInt(Integer::intValue).max().orElse(DEFAULT_SECONDS));
  }
}
