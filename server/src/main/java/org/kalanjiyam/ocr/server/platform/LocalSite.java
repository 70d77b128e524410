package org.kalanjiyam.ocr.server.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.server.KalanjiyamServer;
import org.kalanjiyam.ocr.server.account.SignInLinks;
import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.kalanjiyam.ocr.server.platform.BundledPostgres.Durability;
import org.kalanjiyam.ocr.server.platform.SiteSettings.Lasting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * A server with all that runs beside it on this machine. Started in the order data folder, then
 * database, Redis and server beside each other, the server's broker, workers; workers stop first
 * (they give back or finish their pages), then the server, then what it stands on. {@link #close}
 * may be called from any thread, even while the start is under way.
 */
public final class LocalSite implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalSite.class);

  private static final String REDIS_URL = "kalanjiyam.redis-url";
  private static final String BROKER_LOG = "org.apache.activemq.artemis.core.server";

  private final Deque<Ending> closing = new ArrayDeque<>();
  private final Queue<CompletableFuture<Void>> ending = new ConcurrentLinkedQueue<>();
  private final SiteSettings settings;
  private final Consumer<String> notices;
  private boolean closed;
  private volatile Optional<ConfigurableApplicationContext> context = Optional.empty();

  /**
   * Nothing is started yet.
   *
   * @param notices told in words what is chosen and done
   */
  public LocalSite(SiteSettings settings, Consumer<String> notices) {
    this.settings = settings;
    this.notices = notices;
  }

  /**
   * Starts everything; returns when the server answers.
   *
   * @throws StartRefused if something is missing or in the way; what had started is stopped
   */
  public void start() {
    try {
      startInOrder();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The address to open in a browser. */
  public URI address() {
    int port =
        context
            .map(c -> ((WebServerApplicationContext) c).getWebServer())
            .map(web -> web.getPort())
            .orElse(settings.port());
    return URI.create("http://%s:%d/".formatted(host(), port));
  }

  /** The address with a token in it that signs in once. */
  public URI signInAddress() {
    return context
        .map(c -> c.getBeanProvider(SignInLinks.class).getIfAvailable())
        .map(links -> address().resolve("/?token=" + links.oneTimeToken()))
        .orElseGet(this::address);
  }

  /** Stops everything, last started first. */
  @Override
  public void close() {
    // Workers leave now; that the broker sees them go is no news.
    end(BROKER_LOG, LogLevel.ERROR, Ending::inOrder);
  }

  /**
   * Kills what runs beside the server, for a site whose process ends right after this and of which
   * nothing is to last: an end in order takes seconds. The server itself is left to the process's
   * end.
   */
  public void closeAtOnce() {
    end(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF, Ending::atOnce);
  }

  private void end(String logger, LogLevel level, Function<Ending, Runnable> way) {
    synchronized (closing) {
      closed = true;
    }
    LoggingSystem.get(LocalSite.class.getClassLoader()).setLogLevel(logger, level);
    for (Optional<Ending> next = next(); next.isPresent(); next = next()) {
      try {
        way.apply(next.get()).run();
      } catch (RuntimeException e) {
        log.warn("The stop goes on after a failure: {}", e.toString());
      }
    }
  }

  private void startInOrder() {
    DataFolder folder = DataFolder.open(settings.dataFolder());
    closeLater(
        Ending.of(
            () -> {
              ending.forEach(CompletableFuture::join);
              folder.close();
            }));
    BrokerChoice broker = BrokerChoice.of(settings.broker(), folder);
    var workers = new LocalWorkers(broker.forWorkers(), folder.root(), settings.workers());
    // The server reads its own classes while these start, and waits when it needs them.
    List<PropertySource<?>> late =
        List.of(
            new LateProperties("database", Database.PROPERTIES, database(folder)),
            new LateProperties("redis", Set.of(REDIS_URL), redis(folder)));

    Map<String, Object> properties = new HashMap<>();
    properties.putAll(web(folder));
    properties.putAll(broker.properties());
    properties.putAll(settings.properties());
    AheadOfTimeBeans.choose(
        settings.broker(),
        Stream.concat(
                settings.properties().keySet().stream(), AheadOfTimeBeans.namesOfThisProcess())
            .toList(),
        Path.of(""));
    run(properties, late, workers);
    workers.start(this::closeLater);
  }

  private void run(
      Map<String, Object> properties, List<PropertySource<?>> late, LocalWorkers workers) {
    var application =
        new SpringApplication(KalanjiyamServer.class) {
          @Override
          protected void configureEnvironment(ConfigurableEnvironment environment, String[] args) {
            super.configureEnvironment(environment, args);
            late.forEach(environment.getPropertySources()::addFirst);
            environment.getPropertySources().addFirst(new MapPropertySource("site", properties));
          }
        };
    application.setMainApplicationClass(KalanjiyamServer.class);
    application.setRegisterShutdownHook(false);
    application.addInitializers(
        context -> closeLater(new Ending(context::close, () -> killParsers(context))));
    if (settings.lasting() == Lasting.UNTIL_EXIT) {
      // Pages come at once. Elsewhere the processors first make the pages that people open.
      application.addListeners(
          (ApplicationListener<BrokerStarted>) event -> workers.start(this::closeLater));
    }
    context = Optional.of(application.run());
  }

  private static void killParsers(ConfigurableApplicationContext context) {
    if (context.isActive()) {
      context.getBeanProvider(ImageWorkPool.class).ifAvailable(ImageWorkPool::kill);
    }
  }

  private Map<String, String> web(DataFolder folder) {
    Map<String, String> properties = new HashMap<>();
    properties.put("server.address", settings.bind());
    properties.put("server.port", Integer.toString(settings.port()));
    properties.put("kalanjiyam.data-dir", folder.root().toString());
    properties.put("kalanjiyam.broker.journal", folder.folder("broker").toString());
    properties.put("logging.file.name", folder.folder("logs").resolve("server.log").toString());
    if (settings.adminToken() != null) {
      properties.put("kalanjiyam.admin-token", settings.adminToken());
    }
    return properties;
  }

  private CompletableFuture<Map<String, String>> database(DataFolder folder) {
    if (settings.databaseUrl() != null) {
      return CompletableFuture.completedFuture(Database.parse(settings.databaseUrl()).properties());
    }
    Durability durability =
        settings.lasting() == Lasting.FOR_GOOD ? Durability.SAFE : Durability.FAST;
    return inBackground(
            () -> BundledPostgres.start(folder, durability),
            BundledPostgres::close,
            BundledPostgres::closeAtOnce)
        .thenApply(bundled -> Database.of(bundled).properties());
  }

  private CompletableFuture<Map<String, String>> redis(DataFolder folder) {
    return inBackground(() -> redisChoice(folder), RedisChoice::close, RedisChoice::close)
        .thenApply(choice -> Map.of(REDIS_URL, choice.url()));
  }

  /** A server without Redis works, so that a Redis that does not start is only told. */
  private RedisChoice redisChoice(DataFolder folder) {
    try {
      return switch (settings.redis()) {
        case SiteSettings.Redis.At(String url) -> new RedisChoice.Site(url);
        case SiteSettings.Redis.Usual() -> BundledRedis.usual(folder, notices);
        case SiteSettings.Redis.Private() -> new RedisChoice.Own(BundledRedis.onOwnPort(folder));
      };
    } catch (StartRefused e) {
      notices.accept(e.getMessage() + "; the server goes on without it.");
      return new RedisChoice.Site("redis://localhost:6379/0");
    }
  }

  private String host() {
    return switch (settings.bind()) {
      case "0.0.0.0", "::" -> "localhost";
      default -> settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind();
    };
  }

  private void closeLater(Ending step) {
    synchronized (closing) {
      if (!closed) {
        closing.push(step);
        return;
      }
    }
    step.inOrder().run();
    throw new StartRefused("Stopped while it started");
  }

  /** Where nothing is to last, the next need not wait until this has ended. */
  private Runnable beside(Runnable step) {
    return settings.lasting() == Lasting.FOR_GOOD
        ? step
        : () -> ending.add(CompletableFuture.runAsync(step, LocalSite::inThread));
  }

  private static void inThread(Runnable task) {
    Thread.ofVirtual().start(task);
  }

  private Optional<Ending> next() {
    synchronized (closing) {
      return Optional.ofNullable(closing.poll());
    }
  }

  /** What starts while the server does is closed after the server, however far it has come. */
  private <T> CompletableFuture<T> inBackground(
      Supplier<T> start, Consumer<T> close, Consumer<T> closeAtOnce) {
    CompletableFuture<T> started = CompletableFuture.supplyAsync(start, LocalSite::inThread);
    closeLater(new Ending(beside(after(started, close)), beside(after(started, closeAtOnce))));
    return started;
  }

  private static <T> Runnable after(CompletableFuture<T> started, Consumer<T> step) {
    return () -> started.thenAccept(step).exceptionally(failure -> null).join();
  }
}
