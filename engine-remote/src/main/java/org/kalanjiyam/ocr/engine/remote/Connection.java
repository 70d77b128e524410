package org.kalanjiyam.ocr.engine.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * How a service is reached.
 *
 * @param base its address, without a slash at the end
 * @param headers further headers; the values are secrets too
 * @param requestTime after which a request is given up
 */
record Connection(
    URI base,
    Secret key,
    Map<String, Secret> secretHeaders,
    Map<String, String> headers,
    Duration requestTime,
    Limits limits) {

  /** Equal for all engines that share a key at a service, and so its limits; tells neither. */
  String limitName(Optional<String> keyValue) {
    try {
      byte[] both =
          (base.getAuthority() + "\n" + keyValue.orElse("")).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(both);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
