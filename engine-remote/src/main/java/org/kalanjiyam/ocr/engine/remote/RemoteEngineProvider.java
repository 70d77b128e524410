package org.kalanjiyam.ocr.engine.remote;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;
import org.kalanjiyam.ocr.engine.Tariff;

/** One engine of the file. */
final class RemoteEngineProvider implements OcrEngineProvider {
  private static final int MEBIBYTES = 400;
  private static final Set<String> LOCAL_VARIABLES =
      Set.of("KALANJIYAM_TESSDATA", "TESSDATA_PREFIX", "OMP_THREAD_LIMIT");

  private final EngineSettings engine;

  RemoteEngineProvider(EngineSettings engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String title() {
    return engine.title();
  }

  @Override
  public int concurrency() {
    return engine.atATime();
  }

  @Override
  public int processes(int slots) {
    return Math.min(1, slots);
  }

  @Override
  public int pageLimitSeconds() {
    return engine.pageSeconds();
  }

  @Override
  public int memoryLimitMebibytes() {
    return MEBIBYTES;
  }

  @Override
  public String about() {
    return "Page images are sent to %s.".formatted(engine.connection().base().getHost());
  }

  /** Those of the local engine too, which runs beside it. */
  @Override
  public Set<String> variables() {
    Set<String> all = new HashSet<>(LOCAL_VARIABLES);
    all.addAll(secrets());
    return all;
  }

  private Set<String> secrets() {
    Set<String> names = new HashSet<>();
    Stream.concat(
            Stream.of(engine.connection().key()),
            engine.connection().secretHeaders().values().stream())
        .forEach(
            secret -> {
              if (secret instanceof Secret.InVariable(String name)) {
                names.add(name);
              }
            });
    return names;
  }

  @Override
  public boolean paid() {
    return engine.price().isPresent();
  }

  @Override
  public boolean corrects() {
    return engine.chat() != null && engine.chat().correction() != null;
  }

  @Override
  public Optional<Tariff> tariff(Map<String, String> environment) {
    return engine.price().map(Price::tariff);
  }

  @Override
  public Readiness readiness(Map<String, String> environment) {
    try {
      headers(environment);
      return new Readiness.Ready(engine.languages());
    } catch (Secret.Missing e) {
      return new Readiness.NotReady(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Readiness check(Map<String, String> environment) throws InterruptedException {
    try {
      Connection connection = engine.connection();
      boolean chat = engine.chat() != null;
      return ServiceCheck.refusal(
              engine.title(), connection, headers(environment), chat ? "/models" : "/v1/engines")
          .<Readiness>map(Readiness.NotReady::new)
          .orElseGet(() -> new Readiness.Ready(engine.languages()));
    } catch (Secret.Missing e) {
      return new Readiness.NotReady(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public OcrEngine open(Map<String, String> environment) {
    try {
      return open(environment, Patience.USUAL);
    } catch (Secret.Missing e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  OcrEngine open(Map<String, String> environment, Patience patience) throws Secret.Missing {
    Connection connection = engine.connection();
    Map<String, String> headers = headers(environment);
    RequestPacer pacer =
        new RequestPacer(
            connection.limitName(connection.key().read(environment)),
            connection.limits(),
            InstantSource.system());
    LocalHelp local = local(environment);
    if (engine.chat() != null) {
      ChatLink link = new ChatLink(engine.title(), connection, headers, engine.chat());
      return new ChatEngine(engine, engine.chat(), link, pacer, patience, local);
    }
    String remoteName = engine.remoteName() == null ? engine.name() : engine.remoteName();
    ServiceLink link = new ServiceLink(engine.title(), connection, headers);
    return new ServiceEngine(engine, remoteName, link, pacer, patience, local);
  }

  private LocalHelp local(Map<String, String> all) {
    Map<String, String> environment = new HashMap<>(all);
    environment.keySet().removeAll(secrets());
    environment.keySet().removeIf(variable -> variable.startsWith("KALANJIYAM_BROKER_"));
    int cores = Runtime.getRuntime().availableProcessors();
    Optional<LocalEngine> boxes =
        engine.boxes().map(name -> new LocalEngine(name, environment, cores));
    return new LocalHelp(
        boxes,
        engine
            .fallback()
            .map(
                name ->
                    boxes
                        .filter(one -> one.name().equals(name))
                        .orElseGet(() -> new LocalEngine(name, environment, cores))));
  }

  private Map<String, String> headers(Map<String, String> environment) throws Secret.Missing {
    return headers(engine.connection(), engine.chat() != null, environment);
  }

  /** Headers with what authenticates in them. */
  static Map<String, String> headers(
      Connection connection, boolean bearer, Map<String, String> environment)
      throws Secret.Missing {
    Map<String, String> headers = new HashMap<>(connection.headers());
    for (Map.Entry<String, Secret> header : connection.secretHeaders().entrySet()) {
      headers.put(header.getKey(), header.getValue().read(environment).orElse(""));
    }
    connection
        .key()
        .read(environment)
        .ifPresent(
            key -> {
              if (bearer) {
                headers.putIfAbsent("Authorization", "Bearer " + key);
              } else {
                headers.putIfAbsent("X-API-Key", key);
              }
            });
    return headers;
  }
}
