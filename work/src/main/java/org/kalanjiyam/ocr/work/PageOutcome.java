package org.kalanjiyam.ocr.work;

import java.util.UUID;
import org.kalanjiyam.ocr.engine.Outcome;

/**
 * What became of a {@link PageJob}.
 *
 * @param version version of this message, {@link WorkCodec#VERSION}
 * @param taskId the job's task
 * @param page the job's page
 * @param ticket the job's ticket
 * @param imageHash SHA-256 of the bytes that were read, lower-case hex; an outcome for other bytes
 *     than the page's is refused
 * @param worker name of the worker process
 * @param durationMillis time that the engine took
 * @param outcome what the engine said
 */
public record PageOutcome(
    int version,
    UUID taskId,
    int page,
    long ticket,
    String imageHash,
    String worker,
    long durationMillis,
    Outcome outcome) {}
