package org.kalanjiyam.ocr.work;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a server tells all workers, non-persistent on {@link WorkQueues#ORDERS}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerOrder.Drop.class, name = "drop"),
  @JsonSubTypes.Type(value = WorkerOrder.Announce.class, name = "announce"),
  @JsonSubTypes.Type(value = WorkerOrder.Share.class, name = "share")
})
public sealed interface WorkerOrder {

  /** Stop all pages of this task: nobody waits for them any more. */
  record Drop(UUID taskId) implements WorkerOrder {}

  /** Announce yourselves now: a server has just started. */
  record Announce() implements WorkerOrder {}

  /**
   * How many processes share a service's limit now, and until when the service told one of them to
   * wait.
   */
  record Share(String limit, int processes, @Nullable Instant pausedUntil) implements WorkerOrder {}
}
