package org.kalanjiyam.ocr.engine.remote;

/**
 * Why an answer is not believed.
 *
 * @param cause a short stable word in kebab-case
 * @param what for a person, as the end of "The answer ..."
 */
record Flaw(String cause, String what) {}
