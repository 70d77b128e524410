package org.kalanjiyam.ocr.server.dispatch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Addresses of page images for workers: {@code
 * /work/{task}/{page}/{ticket}?expires=EPOCH_SECONDS&signature=HMAC-SHA256}. Whoever has one can
 * fetch that page's image while the page waits for that ticket, and nothing else.
 */
@Component
class SignedAddresses {
  private static final Duration VALID = Duration.ofHours(24);

  private final SigningKey key;
  private final WorkerFacingUrl base;
  private final Clock clock;

  SignedAddresses(SigningKey key, WorkerFacingUrl base, Clock clock) {
    this.key = key;
    this.base = base;
    this.clock = clock;
  }

  URI ofPage(UUID task, int page, long ticket) {
    long expires = clock.instant().plus(VALID).getEpochSecond();
    return URI.create(
        base.url()
            + "/work/%s/%d/%d?expires=%d&signature=%s"
                .formatted(task, page, ticket, expires, signature(task, page, ticket, expires)));
  }

  boolean isValid(UUID task, int page, long ticket, long expires, String signature) {
    byte[] expected = signature(task, page, ticket, expires).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))
        && Instant.ofEpochSecond(expires).isAfter(clock.instant());
  }

  private String signature(UUID task, int page, long ticket, long expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
      String signed = task + "/" + page + "/" + ticket + "/" + expires;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("This Java has no HmacSHA256", e);
    }
  }
}
