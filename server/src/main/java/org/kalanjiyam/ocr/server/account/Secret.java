package org.kalanjiyam.ocr.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random token of 256 bits that is shown once and kept as its SHA-256: nobody can guess it, so
 * that a slow hash would add nothing.
 */
public record Secret(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  static Secret random(String prefix) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Compares in constant time. */
  boolean is(String other) {
    return MessageDigest.isEqual(hash(), new Secret(other).hash());
  }

  /** Says nothing, so that no log can. */
  @Override
  public String toString() {
    return "Secret[...]";
  }
}
