package org.kalanjiyam.ocr.engine;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The engines that can be found here: those on the class path, and those in the folder that {@value
 * #FOLDER} names, or else in {@code engines/} of the data folder. Each jar in it is an engine of
 * its own; one that needs libraries is a folder with its jar and theirs. They see Java and this
 * package ({@code org.kalanjiyam.ocr.engine}), and nothing of the program's own libraries.
 * Thread-safe.
 */
public final class InstalledEngines {
  /** The environment variable that names the folder of further engines. */
  public static final String FOLDER = "KALANJIYAM_ENGINES_DIR";

  /** The environment variable that names the data folder, where the process has one. */
  public static final String DATA_FOLDER = "KALANJIYAM_DATA_DIR";

  private final Map<String, String> environment;
  private final List<OcrEngineProvider> single = new ArrayList<>();
  private final List<OcrEngineProviders> sources = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private InstalledEngines(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Looks for engines. Jars that are added to the folder later are not seen.
   *
   * @param environment environment variables
   */
  public static InstalledEngines of(Map<String, String> environment) {
    InstalledEngines engines = new InstalledEngines(environment);
    engines.load(InstalledEngines.class.getClassLoader(), "the class path");
    engines.single.sort(Comparator.comparing(OcrEngineProvider::name).reversed());
    folder(environment).ifPresent(engines::loadFolder);
    return engines;
  }

  /** An environment that says where the data folder is. */
  public static Map<String, String> environment(Map<String, String> of, Path dataFolder) {
    Map<String, String> environment = new HashMap<>(of);
    environment.put(DATA_FOLDER, dataFolder.toAbsolutePath().toString());
    return environment;
  }

  private static Optional<Path> folder(Map<String, String> environment) {
    String folder = environment.getOrDefault(FOLDER, "").strip();
    String data = environment.getOrDefault(DATA_FOLDER, "").strip();
    if (!folder.isEmpty()) {
      return Optional.of(Path.of(folder));
    }
    return data.isEmpty() ? Optional.empty() : Optional.of(Path.of(data, "engines"));
  }

  /** The engines there are now, each name once, those that come with the product first. */
  public List<OcrEngineProvider> all() {
    Map<String, OcrEngineProvider> all = new LinkedHashMap<>();
    single.forEach(one -> all.putIfAbsent(one.name(), one));
    sources.forEach(
        source -> source.providers(environment).forEach(one -> all.putIfAbsent(one.name(), one)));
    return List.copyOf(all.values());
  }

  /** The engine of this name, if there is one now. */
  public Optional<OcrEngineProvider> find(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Whether the engine can work here. */
  public Readiness readiness(OcrEngineProvider provider) {
    return provider.readiness(environment);
  }

  /** Whether the engine can work here, and its service takes the key. */
  public Readiness check(OcrEngineProvider provider) throws InterruptedException {
    return provider.check(environment);
  }

  /** The environment that engines are asked and opened with. */
  public Map<String, String> environment() {
    return environment;
  }

  /** What could not be loaded or is set up wrongly, and why, for a person. */
  public List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    sources.forEach(source -> all.addAll(source.problems(environment)));
    return List.copyOf(all);
  }

  private void loadFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      List<Path> sorted = new ArrayList<>();
      entries.forEach(sorted::add);
      sorted.sort(null);
      for (Path entry : sorted) {
        List<Path> jars = Files.isDirectory(entry) ? jarsIn(entry) : List.of(entry);
        if (jars.stream().allMatch(jar -> jar.toString().endsWith(".jar")) && !jars.isEmpty()) {
          load(new URLClassLoader(urls(jars), new ApiLoader()), entry.toString());
        }
      }
    } catch (IOException e) {
      problems.add("The folder of engines %s cannot be read: %s".formatted(folder, e));
    }
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
      entries.forEach(jars::add);
    }
    return jars;
  }

  private static URL[] urls(List<Path> jars) throws MalformedURLException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return urls;
  }

  private void load(ClassLoader loader, String place) {
    int before = single.size() + sources.size();
    load(ServiceLoader.load(OcrEngineProvider.class, loader), single, place);
    load(ServiceLoader.load(OcrEngineProviders.class, loader), sources, place);
    if (before == single.size() + sources.size() && loader instanceof URLClassLoader) {
      problems.add("There is no engine in %s".formatted(place));
    }
  }

  /** One that cannot be loaded does not keep out the others. */
  private <T> void load(ServiceLoader<T> services, List<T> into, String place) {
    Iterator<T> found = services.iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return;
        }
        T service = found.next();
        if (service instanceof OcrEngineProvider provider) {
          checkName(provider.name());
        }
        into.add(service);
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        problems.add("An engine in %s cannot be loaded: %s".formatted(place, e));
      }
    }
  }

  private static void checkName(String name) {
    if (!name.matches("[a-z][a-z0-9._-]{0,39}")) {
      throw new IllegalArgumentException("'" + name + "' is not a name for an engine");
    }
  }

  /** Shows engines from the folder what they are written against, and Java. */
  private static final class ApiLoader extends ClassLoader {
    private static final String API = InstalledEngines.class.getPackageName() + ".";
    private static final ClassLoader HERE = InstalledEngines.class.getClassLoader();

    ApiLoader() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      boolean api = name.startsWith(API) && name.indexOf('.', API.length()) < 0;
      if (api || name.startsWith("org.jspecify.annotations.")) {
        return Class.forName(name, false, HERE);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
