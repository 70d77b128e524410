package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose for a server on this machine, by flags and environment.
 *
 * @param bind address that the web server listens on
 * @param port its port, 0 for any
 * @param dataFolder where everything is kept
 * @param workers local worker processes
 * @param adminToken an administrator's token for scripts
 * @param databaseUrl PostgreSQL that runs elsewhere; null: a bundled one
 * @param redis which Redis
 * @param broker which broker
 * @param lasting whether what is stored is to outlive the process
 * @param properties further Spring properties
 */
public record SiteSettings(
    String bind,
    int port,
    Path dataFolder,
    int workers,
    @Nullable String adminToken,
    @Nullable String databaseUrl,
    Redis redis,
    Broker broker,
    Lasting lasting,
    Map<String, String> properties) {

  /** Without what is secret. */
  @Override
  public String toString() {
    return "SiteSettings[%s:%d, %s]".formatted(bind, port, dataFolder);
  }

  /** Which Redis the server tracks with. */
  public sealed interface Redis {
    /** One that runs elsewhere. */
    record At(String url) implements Redis {
      @Override
      public String toString() {
        return "At[...]";
      }
    }

    /** The one on the usual port of this machine, started where there is none. */
    record Usual() implements Redis {}

    /** A bundled one on a port of its own. */
    record Private() implements Redis {}
  }

  /** Which broker carries the work. */
  public sealed interface Broker {
    /** One that runs elsewhere. */
    record At(BrokerAddress address) implements Broker {}

    /**
     * The embedded one.
     *
     * @param bind address that its acceptor listens on
     * @param port preferred port, 0 for any
     */
    record Embedded(String bind, int port) implements Broker {}
  }

  /** How long what is stored must last. */
  public enum Lasting {
    FOR_GOOD,
    UNTIL_EXIT
  }
}
