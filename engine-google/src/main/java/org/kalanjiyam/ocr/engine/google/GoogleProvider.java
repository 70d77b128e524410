package org.kalanjiyam.ocr.engine.google;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;
import org.kalanjiyam.ocr.engine.Tariff;

/**
 * Describes Google Vision and opens it. It needs the key file of a service account, named by {@code
 * GOOGLE_APPLICATION_CREDENTIALS}; further variables are those of {@code GoogleSetup}.
 */
public final class GoogleProvider implements OcrEngineProvider {
  private static final int PAGES_AT_A_TIME = 16;

  @Override
  public String name() {
    return "google";
  }

  @Override
  public String title() {
    return "Google Vision";
  }

  @Override
  public int concurrency() {
    return PAGES_AT_A_TIME;
  }

  @Override
  public int memoryLimitMebibytes() {
    return 1024;
  }

  @Override
  public String about() {
    return "Page images are sent to Google.";
  }

  @Override
  public boolean paid() {
    return true;
  }

  @Override
  public Set<String> variables() {
    return Set.of("GOOGLE_APPLICATION_CREDENTIALS");
  }

  @Override
  public Optional<Tariff> tariff(Map<String, String> environment) {
    return GooglePrice.of(environment);
  }

  @Override
  public Readiness readiness(Map<String, String> environment) {
    return switch (GoogleSetup.of(environment)) {
      case GoogleSetup.Usable usable ->
          GooglePrice.mistake(environment)
              .<Readiness>map(Readiness.NotReady::new)
              .orElseGet(() -> new Readiness.Ready(VisionLanguages.all()));
      case GoogleSetup.Unusable(String reason) -> new Readiness.NotReady(reason);
    };
  }

  @Override
  public OcrEngine open(Map<String, String> environment) {
    return switch (GoogleSetup.of(environment)) {
      case GoogleSetup.Usable usable -> GoogleEngine.open(usable, GooglePrice.of(environment));
      case GoogleSetup.Unusable(String reason) -> throw new IllegalStateException(reason);
    };
  }
}
