package org.kalanjiyam.ocr.server.task;

/**
 * An attempt at a page came to nothing, and the page goes back. Published inside the transaction;
 * listen after its commit.
 *
 * @param cause a short stable word
 */
public record PageReturned(Task task, int page, String cause) {}
