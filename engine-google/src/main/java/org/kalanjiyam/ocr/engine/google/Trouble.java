package org.kalanjiyam.ocr.engine.google;

import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ErrorDetails;
import com.google.api.gax.rpc.StatusCode;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Outcome;

/** Why Google did not read a page, told apart by what to do about it. */
sealed interface Trouble {

  /** It never will. */
  record Lasting(Outcome.Rejected outcome) implements Trouble {}

  /** It may if asked again soon; this is the outcome if it doesn't. */
  record Passing(Outcome.Interrupted outcome) implements Trouble {}

  /**
   * There are too many requests; all of them should wait.
   *
   * @param delay how long, where Google says so
   */
  record TooMany(Optional<Duration> delay) implements Trouble {}

  static Trouble of(Throwable failure) {
    if (!(failure instanceof ApiException api)) {
      return passing("unavailable", "Google could not be asked", failure.toString());
    }
    StatusCode.Code code = api.getStatusCode().getCode();
    return of(code, message(api), retryDelay(api.getErrorDetails()));
  }

  /** An error inside an answer that is otherwise well. */
  static Trouble of(Status status) {
    var code = GrpcStatusCode.of(io.grpc.Status.fromCodeValue(status.getCode()).getCode());
    return of(code.getCode(), status.getMessage(), Optional.empty());
  }

  private static Trouble of(StatusCode.Code code, String message, Optional<Duration> wait) {
    return switch (code) {
      case RESOURCE_EXHAUSTED -> new TooMany(wait);
      case INVALID_ARGUMENT, OUT_OF_RANGE ->
          lasting("refused-image", "Google refuses the page's image", message);
      case UNAUTHENTICATED ->
          lasting(
              "bad-credentials",
              "Google does not accept the key. Check the file in GOOGLE_APPLICATION_CREDENTIALS",
              message);
      case PERMISSION_DENIED ->
          lasting(
              "permission-denied",
              "The key may not use Google Vision. Enable the Cloud Vision API and billing for its"
                  + " project",
              message);
      case NOT_FOUND, FAILED_PRECONDITION, UNIMPLEMENTED, ALREADY_EXISTS ->
          lasting(kebab(code), "Google refuses the request", message);
      case DEADLINE_EXCEEDED -> passing("too-slow", "Google did not answer in time", message);
      case INTERNAL -> passing("internal", "Google failed", message);
      case UNAVAILABLE, ABORTED, CANCELLED, DATA_LOSS, UNKNOWN, OK ->
          passing("unavailable", "Google is not available", message);
    };
  }

  private static Trouble lasting(String cause, String what, String message) {
    return new Lasting(new Outcome.Rejected(cause, sentence(what, message)));
  }

  private static Trouble passing(String cause, String what, String message) {
    return new Passing(new Outcome.Interrupted(cause, sentence(what, message)));
  }

  private static String sentence(String what, String message) {
    String plain = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String brief = plain.length() > 300 ? plain.substring(0, 300) + "…" : plain;
    return brief.isEmpty() ? what + "." : what + " (it says: " + brief + ").";
  }

  private static String message(ApiException failure) {
    String message = failure.getMessage();
    return message == null ? "" : message.replace("io.grpc.StatusRuntimeException: ", "");
  }

  private static Optional<Duration> retryDelay(@Nullable ErrorDetails details) {
    RetryInfo info = details == null ? null : details.getRetryInfo();
    return info == null || !info.hasRetryDelay()
        ? Optional.empty()
        : Optional.of(
            Duration.ofSeconds(info.getRetryDelay().getSeconds(), info.getRetryDelay().getNanos()));
  }

  private static String kebab(StatusCode.Code code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
