package org.kalanjiyam.ocr.engine.tesseract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kalanjiyam.ocr.engine.InstalledEngines;

/**
 * The profiles of all languages, from this program's own {@code profiles.txt} and the site's, whose
 * form is told there. Immutable.
 */
final class Profiles {
  private static final String ALL = "*";
  private static final String FILE = "profiles.txt";
  private final Map<String, Map<String, String>> sections;

  private Profiles(Map<String, Map<String, String>> sections) {
    this.sections = sections;
  }

  /**
   * With the site's file: the one that {@code KALANJIYAM_PROFILES} names or, without that, {@value
   * #FILE} in the data folder.
   *
   * @throws IllegalArgumentException if a line makes no sense
   */
  static Profiles of(Map<String, String> environment) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    try (InputStream own = Profiles.class.getResourceAsStream(FILE)) {
      if (own == null) {
        throw new IOException("This program came without its profiles");
      }
      read(FILE, new String(own.readAllBytes(), UTF_8), sections);
      Optional<Path> site = site(environment);
      if (site.isPresent()) {
        read(site.get().toString(), Files.readString(site.get()), sections);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Profiles(sections);
  }

  private static Optional<Path> site(Map<String, String> environment) {
    String named = environment.getOrDefault("KALANJIYAM_PROFILES", "").strip();
    String data = environment.getOrDefault(InstalledEngines.DATA_FOLDER, "").strip();
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Optional.of(Path.of(data, FILE)).filter(usual -> !data.isEmpty() && Files.exists(usual));
  }

  private static void read(String name, String text, Map<String, Map<String, String>> sections) {
    List<String> current = new ArrayList<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.replaceFirst("(^|\\s)#.*", "").strip();
      try {
        if (line.startsWith("[") && line.endsWith("]")) {
          current = List.of(line.substring(1, line.length() - 1).strip().split("\\s+"));
        } else if (!line.isEmpty()) {
          readLine(line, current, sections);
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s, line %d: %s".formatted(name, number, e.getMessage()), e);
      }
    }
  }

  private static void readLine(
      String line, List<String> current, Map<String, Map<String, String>> sections) {
    int equals = line.indexOf('=');
    if (equals < 1 || current.isEmpty()) {
      throw new IllegalArgumentException("expected 'key = value' in a section, got: " + line);
    }
    String key = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    for (String language : current) {
      Map<String, String> section = sections.computeIfAbsent(language, l -> new TreeMap<>());
      section.put(key, value);
      new Profile(new TreeMap<>(section));
    }
  }

  /** Languages that have a profile of their own. */
  Set<String> languages() {
    Map<String, Map<String, String>> named = new LinkedHashMap<>(sections);
    named.remove(ALL);
    return named.keySet();
  }

  /** The profile of a language by its code. */
  Profile of(String code) {
    TreeMap<String, String> lines = new TreeMap<>(sections.getOrDefault(ALL, Map.of()));
    lines.putAll(sections.getOrDefault(code, Map.of()));
    return new Profile(lines);
  }
}
