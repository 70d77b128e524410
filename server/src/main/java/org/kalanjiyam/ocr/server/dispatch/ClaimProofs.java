package org.kalanjiyam.ocr.server.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a worker is given with a page's image and must give back with its outcome: proof that it is
 * the one to which the page was given, which whoever saw the page's message cannot make.
 * Thread-safe.
 */
@Component
public class ClaimProofs {
  private static final String ALGORITHM = "HmacSHA256";

  private final SigningKey key;

  ClaimProofs(SigningKey key) {
    this.key = key;
  }

  /** The proof for a worker that has begun a page. */
  public String of(UUID task, int page, long ticket, String worker) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
      String claim = "claim/" + task + "/" + page + "/" + ticket + "/" + worker;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(claim.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  /** Whether somebody has the proof of the worker that has begun the page. */
  public boolean isValid(
      @Nullable String proof, UUID task, int page, long ticket, @Nullable String worker) {
    return proof != null
        && worker != null
        && MessageDigest.isEqual(
            proof.getBytes(StandardCharsets.UTF_8),
            of(task, page, ticket, worker).getBytes(StandardCharsets.UTF_8));
  }
}
