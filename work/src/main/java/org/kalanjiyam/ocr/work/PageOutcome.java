package org.kalanjiyam.ocr.work;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Cost;
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
 * @param claim what the server gave with the page's image, {@link WorkQueues#CLAIM_HEADER}: nothing
 *     is believed without it but that an attempt was interrupted
 * @param cost what was spent on the attempt, whatever came of it; null for nothing
 */
public record PageOutcome(
    int version,
    UUID taskId,
    int page,
    long ticket,
    String imageHash,
    String worker,
    long durationMillis,
    Outcome outcome,
    @Nullable Cost cost,
    @Nullable String claim) {

  /** Of an attempt that cost nothing. */
  public PageOutcome(
      int version,
      UUID taskId,
      int page,
      long ticket,
      String imageHash,
      String worker,
      long durationMillis,
      Outcome outcome) {
    this(version, taskId, page, ticket, imageHash, worker, durationMillis, outcome, null, null);
  }

  /** The same, with what was spent on it. */
  public PageOutcome costing(Cost spent) {
    return new PageOutcome(
        version,
        taskId,
        page,
        ticket,
        imageHash,
        worker,
        durationMillis,
        outcome,
        spent.equals(Cost.NOTHING) ? null : spent,
        claim);
  }

  /** The same, with the proof that its sender was given the page. */
  public PageOutcome claimedBy(@Nullable String proof) {
    return new PageOutcome(
        version, taskId, page, ticket, imageHash, worker, durationMillis, outcome, cost, proof);
  }

  /** Without the proof. */
  @Override
  public String toString() {
    return "PageOutcome[%s %d, ticket %d, by %s]".formatted(taskId, page, ticket, worker);
  }

  /** Whether anything was spent on the attempt. */
  @JsonIgnore
  public boolean costsMoney() {
    return cost != null;
  }
}
