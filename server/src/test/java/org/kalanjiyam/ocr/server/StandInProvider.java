package org.kalanjiyam.ocr.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;
import org.kalanjiyam.ocr.engine.Tariff;

/** An engine that the server knows of in its tests, always ready; the tests are its workers. */
public final class StandInProvider implements OcrEngineProvider {
  public static final String NAME = "stand-in";

  /** What its pages cost; a test that sets it takes it away again. */
  public static volatile Optional<Tariff> tariff = Optional.empty();

  @Override
  public Optional<Tariff> tariff(Map<String, String> environment) {
    return tariff;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Stand-in";
  }

  @Override
  public boolean corrects() {
    return true;
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public Readiness readiness(Map<String, String> environment) {
    return new Readiness.Ready(
        List.of(new Language("eng", "English"), new Language("san", "Sanskrit")));
  }

  @Override
  public OcrEngine open(Map<String, String> environment) {
    throw new UnsupportedOperationException("The server never opens an engine");
  }
}
