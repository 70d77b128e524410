package org.kalanjiyam.ocr.server.account.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.site.Language;
import org.kalanjiyam.ocr.server.site.ReadersLanguage;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The language that a person has chosen on the account page. */
@Component
final class ChosenLanguage implements ReadersLanguage {
  @Override
  public @Nullable Language of(@Nullable Authentication reader) {
    return Person.of(reader).map(Person::language).orElse(null);
  }
}
