package org.kalanjiyam.ocr.engine.remote;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.kalanjiyam.ocr.engine.Outcome.Interrupted;
import org.kalanjiyam.ocr.engine.Outcome.Rejected;

/** Why a service gave no answer, told apart by what to do about it. */
sealed interface Trouble {

  /** It never will. */
  record Lasting(Rejected outcome) implements Trouble {}

  /** It may if asked again soon; this is the outcome if it doesn't. */
  record Passing(Interrupted outcome) implements Trouble {}

  /** There are too many requests; all of them should wait. */
  record TooMany(Optional<Duration> after) implements Trouble {}

  /**
   * Of a status that is not success.
   *
   * @param said the start of the answer's body
   */
  static Trouble ofStatus(String title, int status, Optional<String> retryAfter, String said) {
    return switch (status) {
      case 429 -> new TooMany(retryAfter.flatMap(Trouble::seconds));
      case 401, 403 ->
          lasting("bad-credentials", title + " does not accept the key. Check its file", said);
      case 402 -> lasting("no-credit", title + " wants to be paid first. Check the account", said);
      case 404 ->
          lasting("not-found", title + " has no such address or model. Check engines.yaml", said);
      case 413 -> lasting("image-too-large", title + " finds the image too large", said);
      case 400, 405, 415, 422 -> lasting("refused", title + " refuses the request", said);
      case 408, 504 -> passing("too-slow", title + " did not answer in time", said);
      default -> passing("unavailable", "%s answers %d".formatted(title, status), said);
    };
  }

  /** Of a connection that failed. */
  static Trouble ofFailure(String title, IOException failure) {
    if (failure instanceof HttpTimeoutException) {
      return passing("too-slow", title + " did not answer in time", "");
    }
    if (failure instanceof SSLException) {
      return passing("tls", "No safe connection to " + title + " can be made", message(failure));
    }
    return passing("unavailable", title + " cannot be reached", message(failure));
  }

  private static String message(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /** An answer that came and cannot be used. */
  static Trouble ofAnswer(String title, String what) {
    return passing("broken-answer", title + " sent an answer that cannot be used", what);
  }

  private static Optional<Duration> seconds(String retryAfter) {
    return retryAfter.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
        : Optional.empty();
  }

  private static Trouble lasting(String cause, String what, String said) {
    return new Lasting(new Rejected(cause, sentence(what, said)));
  }

  private static Trouble passing(String cause, String what, String said) {
    return new Passing(new Interrupted(cause, sentence(what, said)));
  }

  private static String sentence(String what, String said) {
    String plain = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String brief = plain.length() > 300 ? plain.substring(0, 300) + "…" : plain;
    return brief.isEmpty() ? what + "." : what + " (it says: " + brief + ").";
  }
}
