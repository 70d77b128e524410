package org.kalanjiyam.ocr.engine.tesseract;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.Outcome.Interrupted;
import org.kalanjiyam.ocr.engine.Outcome.Recognised;
import org.kalanjiyam.ocr.engine.Outcome.Rejected;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * Tesseract's LSTM engine with automatic page segmentation. For one thread: its native object is
 * kept between pages of one language.
 */
final class TesseractEngine implements OcrEngine {
  /** Leptonica's and Tesseract's own limit for a side. */
  private static final int LONGEST_SIDE = 32_767;

  private final Tessdata data;
  private final String version;
  private @Nullable TessBaseAPI api;
  private @Nullable String language;

  static {
    // Else JavaCPP refuses memory beyond a limit made from the Java heap's, which says nothing
    // about native memory. Whoever supervises the process limits all of it.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  TesseractEngine(Tessdata data) {
    this.data = data;
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
      List<String> codes = data.codes(recognition.language());
      Optional<Scan> scan = Scan.read(recognition.image());
      if (scan.isEmpty()) {
        return new Rejected(
            "unreadable-image",
            "The page's image is damaged or of a kind that cannot be read. Replace it.");
      }
      try (Scan page = scan.get()) {
        return recognise(recognition, page, codes);
      }
    } catch (Tessdata.UnknownLanguage e) {
      return missing(e.code());
    } catch (IOException e) {
      return new Interrupted("no-models", "The language models can't be read: " + e.getMessage());
    }
  }

  private Outcome recognise(Recognition recognition, Scan page, List<String> codes)
      throws IOException {
    if (page.width() > LONGEST_SIDE || page.height() > LONGEST_SIDE) {
      return new Rejected(
          "image-too-large",
          "The image has %d × %d pixels; Tesseract reads at most %d a side."
              .formatted(page.width(), page.height(), LONGEST_SIDE));
    }
    TessBaseAPI ready = ready(codes);
    if (ready == null) {
      return missing(String.join("+", codes));
    }
    ready.SetImage(page.pix());
    ready.SetSourceResolution(page.resolution());
    try (Watchdog watchdog = new Watchdog(recognition, Instant.now())) {
      if (ready.Recognize(watchdog.monitor()) != 0) {
        return stopped(recognition);
      }
      return new Recognised(
          ResultReader.read(ready, page.width(), page.height()),
          new Provenance(
              "tesseract", version, String.join("+", codes), recognition.language(), ""));
    } finally {
      ready.Clear();
    }
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

  private @Nullable TessBaseAPI ready(List<String> codes) throws IOException {
    String wanted = String.join("+", codes);
    TessBaseAPI open = api;
    if (open != null && wanted.equals(language)) {
      return open;
    }
    close();
    Path folder = data.folderWith(codes);
    TessBaseAPI fresh = new TessBaseAPI();
    if (fresh.Init(folder.toString(), wanted, tesseract.OEM_LSTM_ONLY) != 0) {
      fresh.close();
      return null;
    }
    fresh.SetPageSegMode(tesseract.PSM_AUTO);
    api = fresh;
    language = wanted;
    return fresh;
  }

  @Override
  public void close() {
    TessBaseAPI open = api;
    if (open != null) {
      open.End();
      open.close();
      api = null;
      language = null;
    }
  }
}
