package org.kalanjiyam.ocr.server.access.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.Rights;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.site.FrameAttribute;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** What the reader of the page may do: {@code may}. */
@Component
final class ReadersRights implements FrameAttribute {
  @Override
  public String name() {
    return "may";
  }

  @Override
  public Object value(@Nullable Authentication reader) {
    return new Rights(Person.of(reader).orElse(null));
  }
}
