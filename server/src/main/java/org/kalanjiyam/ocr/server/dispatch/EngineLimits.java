package org.kalanjiyam.ocr.server.dispatch;

import java.time.Duration;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.springframework.stereotype.Component;

/** How long a page may take, by engine. */
@Component
class EngineLimits {
  private static final int DEFAULT_SECONDS = 120;

  private final InstalledEngines engines;

  EngineLimits(InstalledEngines engines) {
    this.engines = engines;
  }

  /** Hard limit for one page, after which its process is killed. */
  int seconds(String engine) {
    return engines.find(engine).map(OcrEngineProvider::pageLimitSeconds).orElse(DEFAULT_SECONDS);
  }

  /** The longest of all limits. */
  Duration longest() {
    return Duration.ofSeconds(
        engines.all().stream()
            .mapToInt(OcrEngineProvider::pageLimitSeconds)
            .max()
            .orElse(DEFAULT_SECONDS));
  }
}
