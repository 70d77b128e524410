package org.kalanjiyam.ocr.server.account;

import org.jspecify.annotations.Nullable;

/** Where this package's deeds are written down; the audit log implements it. Thread-safe. */
public interface AccountAuditLog {

  /**
   * Writes a line in its caller's transaction.
   *
   * @param actor who acted, null if nobody is known to have
   * @param action a stable word such as {@code sign-in}
   * @param subject whom or what it was done to; never a secret
   */
  void record(
      @Nullable Person actor, String action, @Nullable String subject, @Nullable String detail);
}
