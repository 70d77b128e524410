package org.kalanjiyam.ocr.engine.remote;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The file that names remote engines. An entry with a mistake gives no engine; all mistakes are
 * told with their lines.
 *
 * @param engines models, and engines of services that are named in the file
 * @param services services that are asked which engines they have
 * @param mistakes what is wrong, for a person
 */
record EnginesFile(
    List<EngineSettings> engines, List<EngineSettings> services, List<String> mistakes) {
  private static final int MOST_AT_A_TIME = 256;

  /** What an entry is. */
  enum Kind {
    SERVICE,
    CHAT
  }

  static EnginesFile none() {
    return new EnginesFile(List.of(), List.of(), List.of());
  }

  static EnginesFile read(Path file) {
    List<String> mistakes = new ArrayList<>();
    EnginesFile read = new EnginesFile(new ArrayList<>(), new ArrayList<>(), mistakes);
    try (Reader in = Files.newBufferedReader(file)) {
      Node root = new Yaml(new LoaderOptions()).compose(in);
      switch (root) {
        case null -> {}
        case MappingNode mapping -> read.readAll(new YamlBlock(mapping, mistakes::add), file);
        default -> mistakes.add("line 1: the file should begin with 'engines:'");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      mistakes.add("line %d: this is not YAML: %s".formatted(line, e.getProblem()));
    } catch (IOException | YAMLException e) {
      mistakes.add("the file cannot be read: " + e.getMessage());
    }
    return read.named(file);
  }

  private EnginesFile named(Path file) {
    List<String> named =
        mistakes.stream().map(mistake -> "%s, %s".formatted(file.getFileName(), mistake)).toList();
    return new EnginesFile(List.copyOf(engines), List.copyOf(services), named);
  }

  private void readAll(YamlBlock root, Path file) {
    Map<String, Integer> lines = new TreeMap<>();
    for (YamlBlock entry : root.blocks("engines")) {
      int before = mistakes.size();
      EngineSettings engine =
          engine(entry, Objects.requireNonNull(file.toAbsolutePath().getParent()));
      entry.end();
      Integer first = lines.putIfAbsent(engine.name(), entry.line());
      if (first != null) {
        mistakes.add(
            "line %d: there is an engine '%s' at line %d already"
                .formatted(entry.line(), engine.name(), first));
      }
      if (before == mistakes.size()) {
        boolean asked = engine.chat() == null && engine.remoteName() == null;
        (asked ? services : engines).add(engine);
      }
    }
    root.end();
  }

  private static EngineSettings engine(YamlBlock entry, Path folder) {
    String name = entry.required("name");
    if (!name.matches("[a-z][a-z0-9._-]{0,29}") && !name.isBlank()) {
      entry.wrong(
          "name",
          "it is made of a-z, 0-9, '.', '_' and '-', begins with a letter, and has at most 30");
    }
    Kind kind = entry.oneOf("kind", Kind.class).orElse(Kind.CHAT);
    String title = entry.text("title").orElse(name);
    Connection connection = connection(entry, folder);
    List<Language> languages = languages(entry);
    return new EngineSettings(
        name,
        title,
        connection,
        kind == Kind.SERVICE ? entry.text("engine").orElse(null) : null,
        kind == Kind.CHAT ? chat(entry) : null,
        languages,
        entry.whole("at-a-time", 8, 1, MOST_AT_A_TIME),
        entry.whole("page-seconds", 600, 5, 3_600),
        price(entry),
        local(entry, "boxes", Optional.of("tesseract")),
        local(entry, "fallback", Optional.empty()));
  }

  /** A local engine's name; {@code none} for none. */
  private static Optional<String> local(YamlBlock entry, String member, Optional<String> usual) {
    return entry.text(member).or(() -> usual).filter(one -> !one.equals("none"));
  }

  private static Connection connection(YamlBlock entry, Path folder) {
    entry.refuse("key", "name the file that has it by 'key-file', or a variable by 'key-env'");
    URI base = entry.as("url", EnginesFile::address).orElse(URI.create("http://missing.invalid"));
    if (!entry.has("url")) {
      entry.required("url");
    }
    Secret key =
        entry
            .text("key-file")
            .<Secret>map(file -> new Secret.InFile(folder.resolve(file)))
            .or(() -> entry.text("key-env").map(Secret.InVariable::new))
            .orElse(new Secret.None());
    entry.text("key-env");
    Map<String, Secret> secret = new LinkedHashMap<>();
    Map<String, String> headers = new LinkedHashMap<>();
    entry
        .anything("headers")
        .forEach(
            (header, value) -> {
              String text = value.toString();
              if (text.startsWith("env:")) {
                secret.put(header, new Secret.InVariable(text.substring(4)));
              } else if (text.startsWith("file:")) {
                secret.put(header, new Secret.InFile(folder.resolve(text.substring(5))));
              } else {
                headers.put(header, text);
              }
            });
    return new Connection(
        base,
        key,
        secret,
        headers,
        Duration.ofSeconds(entry.whole("request-seconds", 300, 1, 3_600)),
        limits(entry.block("limits")));
  }

  private static Limits limits(Optional<YamlBlock> block) {
    if (block.isEmpty()) {
      return new Limits(OptionalInt.empty(), OptionalInt.empty());
    }
    Limits limits =
        new Limits(
            perMinute(block.get(), "requests-per-minute"),
            perMinute(block.get(), "tokens-per-minute"));
    block.get().end();
    return limits;
  }

  private static OptionalInt perMinute(YamlBlock block, String member) {
    return block.has(member)
        ? OptionalInt.of(block.whole(member, 1, 1, 100_000_000))
        : OptionalInt.empty();
  }

  private static URI address(String text) {
    URI uri = URI.create(text.replaceAll("/+$", ""));
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "it should be an address that begins with http:// or https://");
    }
    return uri;
  }

  private static List<Language> languages(YamlBlock entry) {
    List<Language> languages = new ArrayList<>();
    for (String code : entry.texts("languages")) {
      String[] parts = code.split("=", 2);
      languages.add(
          parts.length == 2
              ? new Language(parts[0].strip(), parts[1].strip())
              : Languages.of(code.strip()));
    }
    return languages.isEmpty() ? Languages.usual() : languages;
  }

  private static ChatSettings chat(YamlBlock entry) {
    Preset preset = entry.oneOf("preset", Preset.class).orElse(Preset.GENERAL);
    Map<String, Object> body = new LinkedHashMap<>(preset.body);
    body.putAll(entry.anything("body"));
    return new ChatSettings(
        entry.required("model"),
        entry.text("prompt").orElse(preset.prompt),
        correction(entry, preset),
        image(entry.block("image"), preset.image),
        entry.whole("max-tokens", preset.maxTokens, 100, 200_000),
        ladder(entry, preset),
        body,
        entry.oneOf("answer", AnswerFormat.class).orElse(preset.answer));
  }

  /** The prompt to correct a text with; {@code none} for a model that cannot. */
  private static @Nullable String correction(YamlBlock entry, Preset preset) {
    String prompt = entry.text("correction-prompt").orElse(preset.correction);
    if (prompt == null || prompt.equals("none")) {
      return null;
    }
    if (!prompt.contains("{text}")) {
      entry.wrong("correction-prompt", "it should have {text} in it, where the text goes");
    }
    return prompt;
  }

  private static ImageShape image(Optional<YamlBlock> block, ImageShape usual) {
    if (block.isEmpty()) {
      return usual;
    }
    ImageShape shape =
        new ImageShape(
            block.get().whole("longest-side", usual.longestSide(), 200, 32_767),
            block.get().has("megapixels")
                ? block.get().whole("megapixels", 1, 1, 200) * 1_000_000L
                : usual.mostPixels(),
            block.get().oneOf("format", ImageShape.Encoding.class).orElse(usual.encoding()));
    block.get().end();
    return shape;
  }

  private static List<Decoding> ladder(YamlBlock entry, Preset preset) {
    List<Decoding> ladder = new ArrayList<>();
    Double topP = entry.decimal("top-p").map(BigDecimal::doubleValue).orElse(null);
    for (String text : entry.texts("temperatures")) {
      if (text.matches("[0-2](\\.[0-9]{1,3})?")) {
        ladder.add(new Decoding(Double.parseDouble(text), topP));
      } else {
        entry.wrong(
            "temperatures", "it should be a list of numbers from 0 to 2, not '" + text + "'");
      }
    }
    return ladder.isEmpty() ? preset.ladder : ladder;
  }

  private static Optional<Price> price(YamlBlock entry) {
    Optional<YamlBlock> budget = entry.block("budget");
    Optional<YamlBlock> price = entry.block("price");
    if (budget.isPresent() && price.isEmpty()) {
      entry.wrong("budget", "without 'price' nothing is counted");
    }
    return price.map(block -> price(block, budget));
  }

  private static Price price(YamlBlock block, Optional<YamlBlock> budget) {
    String currency = block.as("currency", EnginesFile::currency).orElse("EUR");
    Price price =
        new Price(
            currency,
            micros(block, "page"),
            micros(block, "million-tokens-in"),
            micros(block, "million-tokens-out"),
            budget.map(one -> limit(one, "task")).orElse(OptionalLong.empty()),
            budget.map(one -> limit(one, "month")).orElse(OptionalLong.empty()));
    block.end();
    budget.ifPresent(YamlBlock::end);
    return price;
  }

  private static String currency(String code) {
    try {
      return java.util.Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + code + "' is not a currency, such as EUR");
    }
  }

  private static long micros(YamlBlock block, String member) {
    return block.decimal(member).map(Price::micros).orElse(0L);
  }

  private static OptionalLong limit(YamlBlock block, String member) {
    return block
        .decimal(member)
        .map(amount -> OptionalLong.of(Price.micros(amount)))
        .orElse(OptionalLong.empty());
  }
}
