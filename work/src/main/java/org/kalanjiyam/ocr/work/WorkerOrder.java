package org.kalanjiyam.ocr.work;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** What a server tells all workers, non-persistent on {@link WorkQueues#ORDERS}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerOrder.Drop.class, name = "drop"),
  @JsonSubTypes.Type(value = WorkerOrder.Announce.class, name = "announce")
})
public sealed interface WorkerOrder {

  /** Stop all pages of this task: nobody waits for them any more. */
  record Drop(UUID taskId) implements WorkerOrder {}

  /** Announce yourselves now: a server has just started. */
  record Announce() implements WorkerOrder {}
}
