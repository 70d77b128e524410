package org.kalanjiyam.ocr.engine.google;

import java.util.Map;
import java.util.Set;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;

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
  public Readiness readiness(Map<String, String> environment) {
    return switch (GoogleSetup.of(environment)) {
      case GoogleSetup.Usable usable -> new Readiness.Ready(VisionLanguages.all());
      case GoogleSetup.Unusable(String reason) -> new Readiness.NotReady(reason);
    };
  }

  @Override
  public OcrEngine open(Map<String, String> environment) {
    return switch (GoogleSetup.of(environment)) {
      case GoogleSetup.Usable usable -> GoogleEngine.open(usable);
      case GoogleSetup.Unusable(String reason) -> throw new IllegalStateException(reason);
    };
  }
}
