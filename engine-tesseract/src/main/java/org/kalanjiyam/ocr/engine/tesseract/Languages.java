package org.kalanjiyam.ocr.engine.tesseract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.engine.Language;

/** The languages that a person may choose here, and what each is recognised with. Thread-safe. */
final class Languages {
  /** Raise it when pages are prepared in another way: recipes change, and pages may be redone. */
  private static final String PREPARATION = "3";

  private final Tessdata data;
  private final Profiles profiles;

  Languages(Tessdata data, Profiles profiles) {
    this.data = data;
    this.profiles = profiles;
  }

  static Languages of(Map<String, String> environment) {
    return new Languages(Tessdata.of(environment), Profiles.of(environment));
  }

  /** Those whose models are there, and those that are recognised well with others' models. */
  List<Language> all() {
    Map<String, Language> all = new LinkedHashMap<>();
    data.languages().forEach(language -> all.put(language.code(), language));
    for (String code : profiles.languages()) {
      if (choice(code).isPresent()) {
        all.putIfAbsent(code, new Language(code, LanguageNames.of(code)));
      }
    }
    return all.values().stream()
        .map(this::described)
        .sorted(Comparator.comparing(Language::name))
        .toList();
  }

  private Language described(Language language) {
    List<String> models = choice(language.code()).orElse(List.of(language.code()));
    Profile profile = profiles.of(language.code());
    try {
      String writable = "";
      for (String model : models) {
        writable += data.modelFile(model).characters();
      }
      String known = writable;
      String missing =
          known.isEmpty()
              ? ""
              : profile.alphabet().stream()
                  .filter(letter -> !known.contains(letter))
                  .collect(Collectors.joining());
      return new Language(language.code(), language.name(), recipe(models, profile), missing);
    } catch (IOException e) {
      return language;
    }
  }

  /**
   * What a page in a language, or in several joined by {@code +}, is recognised with.
   *
   * @throws Tessdata.UnknownLanguage if there is no model for one of them
   */
  LanguageSetup setup(String language, TaskOptions options) throws Tessdata.UnknownLanguage {
    List<String> models = new ArrayList<>();
    Profile profile = null;
    for (String part : language.split("\\+", -1)) {
      String code = code(part.strip());
      Profile own = profiles.of(code);
      profile = profile == null ? own : profile.with(own);
      models.addAll(choice(code).orElse(List.of(code)));
    }
    if (options.model().isPresent()) {
      models = data.codes(options.model().get());
    }
    if (profile == null) {
      throw new Tessdata.UnknownLanguage(language);
    }
    return new LanguageSetup(models.stream().distinct().toList(), profile);
  }

  /**
   * The recipe of results in a language, or in several joined by {@code +}; empty where a model
   * cannot be read.
   */
  String recipe(String language) {
    List<String> recipes = new ArrayList<>();
    try {
      for (String part : language.split("\\+", -1)) {
        String code = code(part.strip());
        recipes.add(recipe(choice(code).orElse(List.of(code)), profiles.of(code)));
      }
      return String.join("+", recipes);
    } catch (IOException | Tessdata.UnknownLanguage e) {
      return "";
    }
  }

  Path folderWith(List<String> models) throws IOException {
    return data.folderWith(models);
  }

  private String code(String asked) throws Tessdata.UnknownLanguage {
    for (String candidate : LanguageNames.spellings(asked)) {
      if (data.has(candidate) || choice(candidate).isPresent()) {
        return candidate;
      }
    }
    throw new Tessdata.UnknownLanguage(asked);
  }

  /** The profile's first choice whose models are all there. */
  private Optional<List<String>> choice(String code) {
    return profiles.of(code).models().stream()
        .filter(models -> models.stream().allMatch(data::has))
        .findFirst();
  }

  private String recipe(List<String> models, Profile profile) throws IOException {
    StringBuilder all = new StringBuilder(PREPARATION).append('\n').append(profile.canonical());
    for (String model : models) {
      all.append('\n').append(model).append(' ').append(data.modelFile(model).fingerprint());
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
