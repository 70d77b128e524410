package org.kalanjiyam.ocr.engine.remote;

import java.util.Map;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;

/** Stands for the engines of a service that has not said yet which they are. */
final class ServiceAway implements OcrEngineProvider {
  private final EngineSettings service;

  ServiceAway(EngineSettings service) {
    this.service = service;
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public String title() {
    return service.title();
  }

  @Override
  public int concurrency() {
    return service.atATime();
  }

  @Override
  public Readiness readiness(Map<String, String> environment) {
    return new Readiness.NotReady(
        "%s does not answer at %s; its engines come when it does."
            .formatted(service.title(), service.connection().base()));
  }

  @Override
  public OcrEngine open(Map<String, String> environment) {
    throw new IllegalStateException("The service " + service.name() + " has not answered yet");
  }
}
