package org.kalanjiyam.ocr.server.account.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.site.FrameAttribute;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Who reads the page: {@code me}. */
@Component
final class SignedInPerson implements FrameAttribute {
  @Override
  public String name() {
    return "me";
  }

  @Override
  public @Nullable Object value(@Nullable Authentication reader) {
    return Person.of(reader).orElse(null);
  }
}
