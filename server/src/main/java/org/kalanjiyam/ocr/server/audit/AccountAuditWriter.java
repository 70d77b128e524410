package org.kalanjiyam.ocr.server.audit;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.AccountAuditLog;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.stereotype.Component;

/** Writes what people do with accounts into the audit log. */
@Component
final class AccountAuditWriter implements AccountAuditLog {
  private final Audit audit;

  AccountAuditWriter(Audit audit) {
    this.audit = audit;
  }

  @Override
  public void record(
      @Nullable Person actor, String action, @Nullable String subject, @Nullable String detail) {
    audit.record(actor, action, null, subject, detail);
  }
}
