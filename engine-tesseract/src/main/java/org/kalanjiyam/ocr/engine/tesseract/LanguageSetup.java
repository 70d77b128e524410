package org.kalanjiyam.ocr.engine.tesseract;

import java.util.List;

/**
 * What a language is recognised with.
 *
 * @param models codes of models, all of them there
 */
record LanguageSetup(List<String> models, Profile profile) {
  String modelNames() {
    return String.join("+", models);
  }
}
