package org.kalanjiyam.ocr.engine.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines of one service, each an engine here: {@code surya} of the service {@code campus} is
 * {@code campus-surya}. The service is asked in the background; an engine that was once there
 * stays, so that a service that is away for a while fails pages, not choices. Thread-safe.
 */
final class ServiceEngines {
  private static final Logger log = LoggerFactory.getLogger(ServiceEngines.class);
  private static final Duration WHILE_AWAY = Duration.ofSeconds(10);
  private static final Duration WHILE_THERE = Duration.ofMinutes(5);
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(3);

  private final EngineSettings service;
  private final Map<String, String> environment;
  private final Map<String, OcrEngineProvider> engines = new HashMap<>();
  private volatile List<OcrEngineProvider> known;
  private volatile Instant next = Instant.MIN;
  private boolean away;

  ServiceEngines(EngineSettings service, Map<String, String> environment) {
    this.service = service;
    this.environment = environment;
    this.known = List.of(new ServiceAway(service));
  }

  /** Those known now. The first call waits a little for the service. */
  List<OcrEngineProvider> providers() {
    boolean first = next.equals(Instant.MIN);
    if (!Instant.now().isBefore(next)) {
      next = Instant.now().plus(WHILE_AWAY);
      Thread asking = Thread.ofVirtual().name(service.name()).start(this::ask);
      try {
        if (first) {
          asking.join(FIRST_PATIENCE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return known;
  }

  private void ask() {
    try (ServiceLink link =
        new ServiceLink(
            service.title(),
            service.connection(),
            RemoteEngineProvider.headers(service.connection(), false, environment))) {
      switch (link.engines()) {
        case HttpLink.Answer.Read<List<ServiceLink.Listed>>(var listed) -> learn(listed);
        case HttpLink.Answer.Failed<List<ServiceLink.Listed>>(Trouble trouble) -> miss(trouble);
        case HttpLink.Answer.Stopped<List<ServiceLink.Listed>> stopped -> {}
      }
    } catch (Secret.Missing e) {
      log.warn("{} is not asked for its engines. {}", service.title(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void learn(List<ServiceLink.Listed> listed) {
    away = false;
    next = Instant.now().plus(WHILE_THERE);
    List<OcrEngineProvider> now = new ArrayList<>();
    for (ServiceLink.Listed one : listed) {
      String name = nameOf(one);
      now.add(engines.computeIfAbsent(name, any -> new RemoteEngineProvider(settings(name, one))));
    }
    known = List.copyOf(now);
  }

  private String nameOf(ServiceLink.Listed engine) {
    String plain =
        engine.name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    String name = service.name() + "-" + plain;
    return name.length() > 40 ? name.substring(0, 40) : name;
  }

  private EngineSettings settings(String name, ServiceLink.Listed engine) {
    List<Language> languages =
        engine.languages().isEmpty() ? service.languages() : engine.languages();
    return new EngineSettings(
        name,
        service.title() + ": " + engine.title(),
        service.connection(),
        engine.name(),
        null,
        languages,
        service.atATime(),
        service.pageSeconds(),
        service.price(),
        service.boxes(),
        service.fallback());
  }

  private synchronized void miss(Trouble trouble) {
    if (!away) {
      log.warn("{} does not say which engines it has: {}", service.title(), trouble);
      away = true;
    }
  }
}
