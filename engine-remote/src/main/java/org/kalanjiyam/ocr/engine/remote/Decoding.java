package org.kalanjiyam.ocr.engine.remote;

import org.jspecify.annotations.Nullable;

/**
 * How a model picks its words: one rung of the ladder that is climbed while answers are unusable.
 *
 * @param topP null to leave it to the server
 */
record Decoding(double temperature, @Nullable Double topP) {
  static Decoding at(double temperature) {
    return new Decoding(temperature, null);
  }
}
