package org.kalanjiyam.ocr.worker;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;

/**
 * What a worker process gets to know of its parent's environment: its engine's variables, by name,
 * and nothing that was told the server in confidence. A flaw in an image decoder must not become an
 * administrator.
 */
public final class WorkerEnvironment {
  private static final Set<String> ALWAYS =
      Set.of(
          "KALANJIYAM_BROKER_USER",
          "KALANJIYAM_BROKER_PASSWORD",
          "KALANJIYAM_DATA_DIR",
          "KALANJIYAM_ENGINES",
          "KALANJIYAM_ENGINES_DIR",
          "KALANJIYAM_PROFILES",
          "XDG_CACHE_HOME",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "SSL_CERT_FILE");

  private WorkerEnvironment() {}

  /** The part of an environment that an engine's workers need. */
  public static Map<String, String> of(OcrEngineProvider engine, Map<String, String> environment) {
    Set<String> own = engine.variables();
    String prefix = "KALANJIYAM_" + engine.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    Map<String, String> needed = new TreeMap<>(environment);
    needed
        .keySet()
        .removeIf(
            name -> !ALWAYS.contains(name) && !own.contains(name) && !name.startsWith(prefix));
    return needed;
  }
}
