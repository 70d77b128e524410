package org.kalanjiyam.ocr.server.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of the Standard Webhooks (standardwebhooks.com, version 1): HMAC-SHA256 over {@code
 * id.timestamp.body}, in Base64, after {@code v1,}.
 */
final class Signature {
  private Signature() {}

  /**
   * Signs.
   *
   * @param timestamp seconds since 1970
   */
  static String of(byte[] secret, String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
