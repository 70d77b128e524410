package org.kalanjiyam.ocr.engine.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.OcrEngineProviders;

/**
 * The engines that the file {@value #FILE} names (or {@code engines.yaml} in the data folder). Read
 * once; services in it are asked for their engines until they answer, and then now and then.
 * Thread-safe.
 */
public final class RemoteEngines implements OcrEngineProviders {
  /** The environment variable that names the file. */
  static final String FILE = "KALANJIYAM_ENGINES";

  private @Nullable EnginesFile file;
  private final List<OcrEngineProvider> models = new ArrayList<>();
  private final List<ServiceEngines> services = new ArrayList<>();

  @Override
  public synchronized List<OcrEngineProvider> providers(Map<String, String> environment) {
    read(environment);
    List<OcrEngineProvider> all = new ArrayList<>(models);
    services.forEach(service -> all.addAll(service.providers()));
    return all;
  }

  @Override
  public synchronized List<String> problems(Map<String, String> environment) {
    return read(environment).mistakes();
  }

  private EnginesFile read(Map<String, String> environment) {
    EnginesFile known = file;
    if (known == null) {
      known = path(environment).map(EnginesFile::read).orElseGet(EnginesFile::none);
      file = known;
      known.engines().forEach(engine -> models.add(new RemoteEngineProvider(engine)));
      known.services().forEach(service -> services.add(new ServiceEngines(service, environment)));
    }
    return known;
  }

  private static Optional<Path> path(Map<String, String> environment) {
    String named = environment.getOrDefault(FILE, "").strip();
    String data = environment.getOrDefault(InstalledEngines.DATA_FOLDER, "").strip();
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Optional.of(Path.of(data, "engines.yaml"))
        .filter(usual -> !data.isEmpty() && Files.exists(usual));
  }
}
