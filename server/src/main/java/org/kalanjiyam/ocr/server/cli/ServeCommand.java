package org.kalanjiyam.ocr.server.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.http.NamedProxies;
import org.kalanjiyam.ocr.server.http.PublicAddress;
import org.kalanjiyam.ocr.server.platform.BrokerAddress;
import org.kalanjiyam.ocr.server.platform.LocalSite;
import org.kalanjiyam.ocr.server.platform.SiteSettings;
import org.kalanjiyam.ocr.server.platform.SiteSettings.Broker;
import org.kalanjiyam.ocr.server.platform.SiteSettings.Lasting;
import org.kalanjiyam.ocr.server.platform.SiteSettings.Redis;
import org.kalanjiyam.ocr.server.platform.StartRefused;
import org.kalanjiyam.ocr.server.problem.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything on this machine, until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Runs everything on this machine: web server, database, broker, Redis and workers.",
      "Ready when GET /actuator/health answers 200. Ctrl-C or SIGTERM stops it.",
      ""
    },
    footer = {
      "",
      "Environment (a flag beats its variable):",
      "  KALANJIYAM_PORT, KALANJIYAM_DATA_DIR, KALANJIYAM_WORKERS",
      "  KALANJIYAM_ADMIN_TOKEN     an administrator's token for scripts",
      "  DATABASE_URL               a PostgreSQL: postgres://user:password@host/database",
      "  REDIS_URL                  a Redis: redis://user:password@host:6379/0",
      "  BROKER_URL                 an Artemis: tcp://user:password@host:61616",
      "  GOOGLE_APPLICATION_CREDENTIALS   makes the Google Vision engine ready"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:KALANJIYAM_PORT:-8080}",
      description = "Port of the web server; 0 for any. Default: 8080.")
  private int port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "${env:KALANJIYAM_DATA_DIR}",
      description = "Where everything is kept. Default: ~/.local/share/kalanjiyam.")
  private @Nullable Path dataFolder;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "${env:KALANJIYAM_WORKERS}",
      description = "Worker processes on this machine; 0 for none. Default: one a core.")
  private @Nullable Integer workers;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "${env:KALANJIYAM_BIND:-127.0.0.1}",
      description = "Address that the web server listens on. Default: this machine only.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--broker-bind",
      paramLabel = "ADDRESS",
      defaultValue = "${env:KALANJIYAM_BROKER_BIND:-127.0.0.1}",
      description = "Address that the broker listens on, for workers on other machines.")
  private String brokerBind = "127.0.0.1";

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "${env:KALANJIYAM_BROKER_PORT:-61616}",
      description = "Port of the broker, if it is free. Default: 61616.")
  private int brokerPort;

  @Option(
      names = "--worker-url",
      paramLabel = "URL",
      defaultValue = "${env:KALANJIYAM_WORKER_URL}",
      description = "Where workers on other machines reach the web server.")
  private @Nullable String workerUrl;

  @Option(
      names = "--books-dir",
      paramLabel = "DIR",
      defaultValue = "${env:KALANJIYAM_BOOKS_DIR}",
      description =
          "Where page images are kept; several servers share it. Default: the data folder.")
  private @Nullable Path booksFolder;

  @Option(
      names = "--behind-proxy",
      arity = "0..1",
      paramLabel = "ADDRESSES",
      fallbackValue = "true",
      defaultValue = "${env:KALANJIYAM_BEHIND_PROXY:-false}",
      description =
          "Believes X-Forwarded-* headers of the proxies with these addresses or networks, as"
              + " 10.0.0.7,10.1.0.0/16; without any, of those on this machine.")
  private String behindProxy = "false";

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      defaultValue = "${env:KALANJIYAM_PUBLIC_URL}",
      description = "Where people reach the server; links in e-mails and invitations lead there.")
  private @Nullable String publicUrl;

  @Option(
      names = "--open",
      description = "No sign-in at all, for one person on their own machine; loopback only.")
  private boolean open;

  @Override
  public Integer call() {
    checkNumbers();
    Supervised.begin();
    PrintWriter out = spec.commandLine().getOut();
    var site = new LocalSite(settings(System.getenv()), notice -> say(out, notice));
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(site, stopped), "stop"));
    say(out, "Starting Kalanjiyam OCR; data in " + DataFolderOption.orDefault(dataFolder));
    site.start();
    say(out, "");
    if (open) {
      say(out, "Ready, without sign-in. Open this address:");
      say(out, "    " + site.address());
    } else {
      say(out, "Ready. Open this address to sign in (it works once):");
      say(out, "    " + site.signInAddress());
    }
    say(out, "Ctrl-C stops the server.");
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private SiteSettings settings(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    String reached = value(workerUrl);
    if (reached != null) {
      properties.put("kalanjiyam.worker-url", reached);
    }
    if (booksFolder != null) {
      properties.put("kalanjiyam.books-dir", booksFolder.toAbsolutePath().toString());
    }
    properties.put("kalanjiyam.proxies", proxies());
    if (value(publicUrl) != null) {
      properties.put("kalanjiyam.public-url", publicAddress());
    }
    properties.put("kalanjiyam.open", Boolean.toString(open));
    String redis = value(environment.get("REDIS_URL"));
    String broker = value(environment.get("BROKER_URL"));
    return new SiteSettings(
        bind,
        port,
        DataFolderOption.orDefault(dataFolder),
        workers == null ? Runtime.getRuntime().availableProcessors() : workers,
        value(environment.get("KALANJIYAM_ADMIN_TOKEN")),
        value(environment.get("DATABASE_URL")),
        redis == null ? new Redis.Usual() : new Redis.At(redis),
        broker == null
            ? new Broker.Embedded(brokerBind, brokerPort)
            : new Broker.At(BrokerAddress.parse(broker, environment)),
        Lasting.FOR_GOOD,
        properties);
  }

  private String proxies() {
    String named =
        switch (behindProxy.toLowerCase(Locale.ROOT)) {
          case "false", "" -> "";
          case "true" -> NamedProxies.LOOPBACK;
          default -> behindProxy;
        };
    try {
      NamedProxies.parse(named);
      return named;
    } catch (Refused e) {
      throw new StartRefused("--behind-proxy: " + e.reason());
    }
  }

  private String publicAddress() {
    try {
      return PublicAddress.parse(String.valueOf(publicUrl));
    } catch (Refused e) {
      throw new StartRefused("--public-url: " + e.reason());
    }
  }

  private void checkNumbers() {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new StartRefused("--port is a number from 0 to 65535, not " + port);
    }
    if (workers != null && workers < 0) {
      throw new StartRefused("--workers is 0 or more, not " + workers);
    }
    if (open && !isLoopback(bind)) {
      throw new StartRefused(
          "--open lets in whoever reaches the server, so that it listens on this machine alone: "
              + "leave out --open, or --bind "
              + bind);
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void stop(LocalSite site, CountDownLatch stopped) {
    site.close();
    stopped.countDown();
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private static @Nullable String value(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}
