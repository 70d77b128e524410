package org.kalanjiyam.ocr.work;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.kalanjiyam.ocr.engine.Outcome;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns messages into JSON and back. Thread-safe.
 *
 * <p>Unknown members are ignored, so that a newer peer may add some; whoever changes the meaning of
 * a message raises {@link #VERSION}, and both sides refuse what they don't speak.
 */
public final class WorkCodec {
  /** Version of all messages in this package. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Outcome.class, OutcomeNames.class)
          .build();

  private WorkCodec() {}

  /** The message as JSON. */
  public static String write(Object message) {
    return JSON.writeValueAsString(message);
  }

  /**
   * Reads a message.
   *
   * @throws MalformedMessage if the text is not such a message
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      T message = JSON.readValue(json, type);
      if (message == null) {
        throw new MalformedMessage("The message is null", null);
      }
      return message;
    } catch (JacksonException e) {
      throw new MalformedMessage(
          "Not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Recognised.class, name = "recognised"),
    @JsonSubTypes.Type(value = Outcome.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Outcome.Interrupted.class, name = "interrupted")
  })
  private interface OutcomeNames {}
}
