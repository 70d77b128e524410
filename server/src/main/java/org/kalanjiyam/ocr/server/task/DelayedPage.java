package org.kalanjiyam.ocr.server.task;

import java.time.Duration;

/**
 * A page between two attempts.
 *
 * @param attempt the number of the attempt to come
 * @param most after so many the page is given up
 * @param in how long until then
 */
public record DelayedPage(int page, int attempt, int most, Duration in) {}
