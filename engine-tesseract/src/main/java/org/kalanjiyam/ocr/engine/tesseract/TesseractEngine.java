package org.kalanjiyam.ocr.engine.tesseract;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.tesseract.global.tesseract;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.Outcome.Interrupted;
import org.kalanjiyam.ocr.engine.Outcome.Recognised;
import org.kalanjiyam.ocr.engine.Outcome.Rejected;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * Tesseract's LSTM engine on prepared pages. For one thread: its native object is kept between
 * pages of one language.
 */
final class TesseractEngine implements OcrEngine {
  /** Leptonica's and Tesseract's own limit for a side. */
  private static final int LONGEST_SIDE = 32_767;

  private final Languages languages;
  private final String version;
  private @Nullable Recogniser recogniser;
  private Recogniser.@Nullable Make make;

  static {
    // Else JavaCPP refuses memory beyond a limit made from the Java heap's, which says nothing
    // about native memory. Whoever supervises the process limits all of it.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  TesseractEngine(Languages languages) {
    this.languages = languages;
    leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    this.version = tesseract.TessVersion().getString();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Outcome recognise(Recognition recognition) {
    try {
      TaskOptions options = TaskOptions.of(recognition.parameters());
      LanguageSetup setup = languages.setup(recognition.language(), options);
      return switch (Scan.read(recognition.image())) {
        case Scan.Result.Unreadable() ->
            new Rejected(
                "unreadable-image",
                "The page's image is damaged or of a kind that cannot be read. Replace it.");
        case Scan.Result.TooLarge(int width, int height) ->
            new Rejected(
                "image-too-large",
                "The image has %d × %d pixels; Tesseract reads at most %d a side, and 100 million in colour."
                    .formatted(width, height, LONGEST_SIDE));
        case Scan.Result.Image(Scan scan) -> {
          try (scan) {
            yield recognise(recognition, scan, setup, options);
          }
        }
      };
    } catch (IllegalArgumentException e) {
      return new Rejected("bad-options", "The task's options make no sense: " + e.getMessage());
    } catch (Tessdata.UnknownLanguage e) {
      return missing(e.code());
    } catch (IOException e) {
      return new Interrupted("no-models", "The language models can't be read: " + e.getMessage());
    }
  }

  private Outcome recognise(
      Recognition recognition, Scan scan, LanguageSetup setup, TaskOptions options)
      throws IOException {
    if (options.image() == TaskOptions.Image.PREPARED) {
      scan.toGrey();
    }
    Recogniser ready = ready(setup, options);
    if (ready == null) {
      return missing(setup.modelNames());
    }
    TextRules rules = TextRules.of(setup.profile(), options);
    try (Watchdog watchdog = new Watchdog(recognition, Instant.now())) {
      Optional<Reading> reading =
          options.image() == TaskOptions.Image.STORED
              ? asStored(scan, ready, watchdog, options, rules)
              : new PageReading(ready, watchdog, options.layout(), rules, setup.profile())
                  .read(scan.pix());
      return reading
          .<Outcome>map(
              read ->
                  new Recognised(
                      read.text(),
                      new Provenance(
                          "tesseract",
                          version,
                          setup.modelNames(),
                          recognition.language(),
                          recognition.parameters(),
                          languages.recipe(recognition.language()),
                          read.preparation(),
                          null)))
          .orElseGet(() -> stopped(recognition));
    } finally {
      ready.clear();
    }
  }

  private static Optional<Reading> asStored(
      Scan scan, Recogniser ready, Watchdog watchdog, TaskOptions options, TextRules rules) {
    int segmentation = PageReading.segmentation(options.layout(), true);
    if (!ready.recognise(scan.pix(), scan.resolution(), segmentation, watchdog.monitor())) {
      return Optional.empty();
    }
    PageText text = ready.read(Geometry.of(scan.width(), scan.height()), rules);
    return Optional.of(new Reading(text, ""));
  }

  private static Outcome stopped(Recognition recognition) {
    return recognition.cancellation().requested()
        ? new Interrupted("cancelled", "Nobody waits for the page any more.")
        : new Interrupted("too-slow", "The page took longer than it may.");
  }

  private static Outcome missing(String code) {
    return new Rejected(
        "language-missing",
        "This worker has no model for '%s'. Install it there, for example: apt-get install %s."
            .formatted(code, LanguageNames.packageOf(code)));
  }

  private @Nullable Recogniser ready(LanguageSetup setup, TaskOptions options) throws IOException {
    Recogniser.Make wanted =
        new Recogniser.Make(
            languages.folderWith(setup.models()),
            setup.modelNames(),
            setup.profile().variables(),
            options.dictionary());
    if (recogniser == null || !wanted.equals(make)) {
      close();
      recogniser = Recogniser.open(wanted);
      make = wanted;
    }
    return recogniser;
  }

  @Override
  public void close() {
    Recogniser open = recogniser;
    if (open != null) {
      open.close();
      recogniser = null;
      make = null;
    }
  }
}
