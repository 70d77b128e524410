package org.kalanjiyam.ocr.engine.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.OcrEngineProviders;

/**
 * The engines that the file {@value #FILE} names (or {@code engines.yaml} in the data folder). Read
 * again when it has changed; a change that has mistakes in it is told, and the engines stay as they
 * were. Services in it are asked for their engines until they answer, and then now and then.
 * Thread-safe.
 */
public final class RemoteEngines implements OcrEngineProviders {
  /** The environment variable that names the file. */
  static final String FILE = "KALANJIYAM_ENGINES";

  private @Nullable Stamp seen;
  private EnginesFile file = EnginesFile.none();
  private List<String> mistakes = List.of();
  private Map<EngineSettings, OcrEngineProvider> models = Map.of();
  private Map<EngineSettings, ServiceEngines> services = Map.of();

  /** Tells one state of the file from the next; null and 0 where it is not there. */
  private record Stamp(@Nullable FileTime modified, long size) {
    static Stamp of(Path path) {
      try {
        return new Stamp(Files.getLastModifiedTime(path), Files.size(path));
      } catch (IOException e) {
        return new Stamp(null, 0);
      }
    }
  }

  @Override
  public synchronized List<OcrEngineProvider> providers(Map<String, String> environment) {
    look(environment);
    List<OcrEngineProvider> all = new ArrayList<>();
    file.engines().stream().map(models::get).forEach(all::add);
    file.services().stream().map(services::get).forEach(one -> all.addAll(one.providers()));
    return all;
  }

  @Override
  public synchronized List<String> problems(Map<String, String> environment) {
    look(environment);
    return mistakes;
  }

  private void look(Map<String, String> environment) {
    Optional<Path> path = path(environment);
    if (path.isEmpty()) {
      return;
    }
    Stamp now = Stamp.of(path.get());
    if (now.equals(seen)) {
      return;
    }
    boolean first = seen == null;
    boolean named = !environment.getOrDefault(FILE, "").isBlank();
    seen = now;
    if (now.modified() != null || (first && named)) {
      EnginesFile read = EnginesFile.read(path.get());
      mistakes = read.mistakes();
      if (first || mistakes.isEmpty()) {
        take(read, environment);
      }
    } else {
      mistakes = List.of();
      take(EnginesFile.none(), environment);
    }
  }

  /** What means the same as before stays the same object. */
  private void take(EnginesFile read, Map<String, String> environment) {
    Map<EngineSettings, OcrEngineProvider> nextModels = new HashMap<>();
    for (EngineSettings engine : read.engines()) {
      OcrEngineProvider known = models.get(engine);
      nextModels.put(engine, known == null ? new RemoteEngineProvider(engine) : known);
    }
    Map<EngineSettings, ServiceEngines> nextServices = new HashMap<>();
    for (EngineSettings service : read.services()) {
      ServiceEngines known = services.get(service);
      nextServices.put(service, known == null ? new ServiceEngines(service, environment) : known);
    }
    file = read;
    models = nextModels;
    services = nextServices;
  }

  private static Optional<Path> path(Map<String, String> environment) {
    String named = environment.getOrDefault(FILE, "").strip();
    String data = environment.getOrDefault(InstalledEngines.DATA_FOLDER, "").strip();
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return data.isEmpty() ? Optional.empty() : Optional.of(Path.of(data, "engines.yaml"));
  }
}
