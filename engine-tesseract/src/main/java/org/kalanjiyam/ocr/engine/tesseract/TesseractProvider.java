package org.kalanjiyam.ocr.engine.tesseract;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kalanjiyam.ocr.engine.EngineOption;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;

/** Describes Tesseract and opens it. English needs nothing installed. */
public final class TesseractProvider implements OcrEngineProvider {
  @Override
  public String name() {
    return "tesseract";
  }

  @Override
  public String title() {
    return "Tesseract";
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public List<EngineOption> options() {
    return TaskOptions.KNOWN;
  }

  @Override
  public String languageHint(String code) {
    return code.matches("[a-z_]{3,12}")
        ? "More come with the packages tesseract-ocr-CODE of the distribution, such as %s."
            .formatted(LanguageNames.packageOf(code))
        : "";
  }

  @Override
  public Set<String> variables() {
    return Set.of(
        "KALANJIYAM_PROFILES", "KALANJIYAM_TESSDATA", "TESSDATA_PREFIX", "OMP_THREAD_LIMIT");
  }

  @Override
  public Readiness readiness(Map<String, String> environment) {
    List<Language> languages;
    try {
      languages = Languages.of(environment).all();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return new Readiness.NotReady("The language profiles cannot be used: " + e.getMessage());
    }
    return languages.isEmpty()
        ? new Readiness.NotReady(
            "No language data is found; install the package tesseract-ocr-eng.")
        : new Readiness.Ready(languages);
  }

  @Override
  public OcrEngine open(Map<String, String> environment) {
    return new TesseractEngine(Languages.of(environment));
  }
}
