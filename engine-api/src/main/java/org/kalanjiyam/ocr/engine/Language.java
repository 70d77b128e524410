package org.kalanjiyam.ocr.engine;

/**
 * A language that an engine recognises.
 *
 * @param code the engine's own code, such as {@code eng}, {@code san} or {@code script/Devanagari}
 * @param name for a person, in English
 * @param recipe what a result in this language would be made from besides the engine's version and
 *     the task's options: a short digest of models, profile and preparation; empty where the engine
 *     does not say. A page whose newest text has another recipe may be recognised again
 * @param missingLetters letters of the language's script that its models cannot write, without
 *     separators; empty where none are known
 */
public record Language(String code, String name, String recipe, String missingLetters) {

  /** A language about which the engine says no more. */
  public Language(String code, String name) {
    this(code, name, "", "");
  }
}
