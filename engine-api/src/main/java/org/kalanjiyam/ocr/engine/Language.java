package org.kalanjiyam.ocr.engine;

/**
 * A language that an engine reads.
 *
 * @param code the engine's own code, such as {@code eng}, {@code san} or {@code script/Devanagari}
 * @param name for a person, in English
 */
public record Language(String code, String name) {}
