package org.kalanjiyam.ocr.engine.tesseract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.engine.Language;

/**
 * Where Tesseract's models are: {@code KALANJIYAM_TESSDATA} and {@code TESSDATA_PREFIX}, the
 * distribution's folders, and English from this program's own jars. A model is known by its code,
 * such as {@code san} or {@code script/Devanagari}; the first folder that has it wins.
 *
 * <p>Tesseract reads all models of a page from one folder, so {@link #folderWith} links those that
 * are asked for into one. Safe in many processes at once: every file appears by an atomic move.
 */
final class Tessdata {
  private static final String SUFFIX = ".traineddata";
  private static final String SCRIPT = "script/";
  private static final String BUNDLED = "/tessdata/eng" + SUFFIX;
  private static final List<Path> USUAL =
      List.of(
          Path.of("/usr/share/tesseract-ocr/5/tessdata"),
          Path.of("/usr/share/tesseract-ocr/4.00/tessdata"),
          Path.of("/usr/share/tessdata"),
          Path.of("/usr/local/share/tessdata"),
          Path.of("/opt/homebrew/share/tessdata"));

  private final List<Path> folders;
  private final Path cache;

  private Tessdata(List<Path> folders, Path cache) {
    this.folders = folders;
    this.cache = cache;
  }

  static Tessdata of(Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    for (String variable : List.of("KALANJIYAM_TESSDATA", "TESSDATA_PREFIX")) {
      String folder = environment.get(variable);
      if (folder != null && !folder.isBlank()) {
        folders.add(Path.of(folder));
      }
    }
    folders.addAll(USUAL);
    return new Tessdata(
        folders.stream().filter(Files::isDirectory).toList(), cacheFolder(environment));
  }

  private static Path cacheFolder(Map<String, String> environment) {
    String cache = environment.get("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("kalanjiyam").resolve("tessdata");
  }

  /** Languages whose models are there, by name. */
  List<Language> languages() {
    TreeSet<String> codes = new TreeSet<>();
    if (Tessdata.class.getResource(BUNDLED) != null) {
      codes.add("eng");
    }
    for (Path folder : folders) {
      codes.addAll(codesIn(folder, ""));
      codes.addAll(codesIn(folder.resolve("script"), SCRIPT));
    }
    codes.remove("osd");
    codes.remove("equ");
    codes.remove("snum");
    return codes.stream()
        .map(code -> new Language(code, LanguageNames.of(code)))
        .sorted(Comparator.comparing(Language::name))
        .toList();
  }

  private static List<String> codesIn(Path folder, String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .map(name -> isScript(name) ? SCRIPT + name : prefix + name)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Some distributions keep the models of scripts, named like Devanagari, beside the others. */
  private static boolean isScript(String name) {
    return Character.isUpperCase(name.charAt(0));
  }

  /** A code that is not known here. */
  static final class UnknownLanguage extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    UnknownLanguage(String code) {
      super("No model for '" + code + "'");
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** Splits {@code san+eng} into codes of models that are there. */
  List<String> codes(String language) throws UnknownLanguage {
    List<String> codes = new ArrayList<>();
    for (String part : language.split("\\+", -1)) {
      codes.add(code(part.strip()));
    }
    return codes;
  }

  private String code(String asked) throws UnknownLanguage {
    for (String candidate : LanguageNames.spellings(asked)) {
      if (has(candidate)) {
        return candidate;
      }
    }
    throw new UnknownLanguage(asked);
  }

  /** Whether there is a model of this code. */
  boolean has(String code) {
    return code.equals("eng") || model(code).isPresent();
  }

  /** The file of a model that is there. */
  Path file(String code) throws IOException {
    Optional<Path> model = model(code);
    return model.isPresent() ? model.get() : folderWith(List.of(code)).resolve(code + SUFFIX);
  }

  /** What the file of a model that is there says of itself. */
  ModelFile modelFile(String code) throws IOException {
    return ModelFile.of(file(code), cache.resolve("hashes"));
  }

  private Optional<Path> model(String code) {
    if (!code.matches("(script/)?[A-Za-z0-9_]{2,40}")) {
      return Optional.empty();
    }
    String bare = code.startsWith(SCRIPT) ? code.substring(SCRIPT.length()) : code;
    return folders.stream()
        .flatMap(folder -> Stream.of(folder.resolve(code + SUFFIX), folder.resolve(bare + SUFFIX)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** A folder that has all these models. */
  Path folderWith(List<String> codes) throws IOException {
    for (Path folder : folders) {
      if (codes.stream().allMatch(code -> Files.isRegularFile(folder.resolve(code + SUFFIX)))) {
        return folder;
      }
    }
    // Other folders, other links: processes with other settings don't disturb each other.
    String name = "merged-" + Integer.toHexString(folders.hashCode());
    Path merged = Files.createDirectories(cache.resolve(name));
    for (String code : codes) {
      Path target = merged.resolve(code + SUFFIX);
      Files.createDirectories(target.getParent());
      Optional<Path> model = model(code);
      if (model.isPresent()) {
        link(target, model.get());
      } else {
        unpackEnglish(target);
      }
    }
    return merged;
  }

  private static void link(Path target, Path model) throws IOException {
    if (Files.isSymbolicLink(target) && Files.readSymbolicLink(target).equals(model)) {
      return;
    }
    // A name that nobody else uses: threads and processes make the same link at once.
    Path fresh = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID());
    Files.createSymbolicLink(fresh, model);
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpackEnglish(Path target) throws IOException {
    if (Files.isRegularFile(target)) {
      return;
    }
    Path fresh = Files.createTempFile(target.getParent(), "eng", ".part");
    try (InputStream model = Tessdata.class.getResourceAsStream(BUNDLED)) {
      if (model == null) {
        throw new IOException("This program came without its English model");
      }
      Files.copy(model, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
