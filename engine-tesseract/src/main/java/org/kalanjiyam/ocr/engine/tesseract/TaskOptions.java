package org.kalanjiyam.ocr.engine.tesseract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kalanjiyam.ocr.engine.EngineOption;
import org.kalanjiyam.ocr.engine.EngineOption.Value;
import org.kalanjiyam.ocr.engine.Parameters;

/** What a person chose for a task besides its language. */
record TaskOptions(
    LongS longS, Dictionary dictionary, Layout layout, Image image, Optional<String> model) {

  enum LongS {
    KEEP,
    FOLD
  }

  enum Dictionary {
    ON,
    OFF
  }

  enum Layout {
    AUTO,
    COLUMN,
    COLUMNS,
    SPARSE
  }

  enum Image {
    PREPARED,
    STORED
  }

  static final List<EngineOption> KNOWN =
      List.of(
          new EngineOption(
              "long-s",
              "Long s",
              "Old books have ſ in many places where we write s.",
              List.of(new Value("keep", "Write ſ as it is printed"), new Value("fold", "Write s"))),
          new EngineOption(
              "layout",
              "Layout",
              "If lines come out in the wrong order, say how the page is laid out.",
              List.of(
                  new Value("auto", "Found page by page"),
                  new Value("column", "One column"),
                  new Value("columns", "Several columns"),
                  new Value("sparse", "Scattered text, such as maps and labels"))),
          new EngineOption(
              "image",
              "Image",
              "Pages are straightened and their paper whitened before they are recognised.",
              List.of(
                  new Value("prepared", "Prepare the image"),
                  new Value("stored", "Keep the image as it is"))),
          new EngineOption(
              "dictionary",
              "Dictionary",
              "Without it, names and old spellings are less often turned into common words.",
              List.of(new Value("on", "With dictionary"), new Value("off", "Without"))),
          new EngineOption(
              "model",
              "Model",
              "A model by its name, such as frak2021, in place of the language's usual one.",
              List.of()));

  /**
   * From a task's parameters.
   *
   * @throws IllegalArgumentException if they name an option or value that does not exist
   */
  static TaskOptions of(String parameters) {
    Map<String, String> chosen = Parameters.parse(parameters);
    chosen.forEach(TaskOptions::check);
    return new TaskOptions(
        LongS.valueOf(value(chosen, "long-s", "keep")),
        Dictionary.valueOf(value(chosen, "dictionary", "on")),
        Layout.valueOf(value(chosen, "layout", "auto")),
        Image.valueOf(value(chosen, "image", "prepared")),
        Optional.ofNullable(chosen.get("model")).filter(model -> !model.isBlank()));
  }

  private static String value(Map<String, String> chosen, String name, String usual) {
    return chosen.getOrDefault(name, usual).toUpperCase(Locale.ROOT);
  }

  private static void check(String name, String value) {
    if (KNOWN.stream().noneMatch(known -> known.name().equals(name) && known.takes(value))) {
      throw new IllegalArgumentException("Tesseract has no option %s=%s".formatted(name, value));
    }
  }
}
