package org.kalanjiyam.ocr.server.dispatch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;
import org.springframework.stereotype.Component;

/** Tries whether an engine is set up: its programs and models, its service and key. Thread-safe. */
@Component
public class EngineCheck {
  private final InstalledEngines installed;
  private final Workers workers;

  EngineCheck(InstalledEngines installed, Workers workers) {
    this.installed = installed;
    this.workers = workers;
  }

  /**
   * What came of it.
   *
   * @param ready whether it can work as this server is set up
   * @param reason why not, for a person; null if it can
   * @param workers how many worker processes announce it now; they may be set up otherwise
   */
  public record Result(String engine, boolean ready, @Nullable String reason, int workers) {}

  /** Asks the engine now; empty if it is not installed here. */
  public Optional<Result> check(String name) throws InterruptedException {
    Optional<OcrEngineProvider> provider = installed.find(name);
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    int live = workers.live(name).size();
    return Optional.of(
        switch (installed.check(provider.get())) {
          case Readiness.Ready ready -> new Result(name, true, null, live);
          case Readiness.NotReady(String reason) -> new Result(name, false, reason, live);
        });
  }
}
