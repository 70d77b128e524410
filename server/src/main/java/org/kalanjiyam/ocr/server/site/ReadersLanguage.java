package org.kalanjiyam.ocr.server.site;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Knows in which language somebody wants the pages. Asked at every request. Thread-safe. */
public interface ReadersLanguage {

  /** Null: in the one that their browser asks for. */
  @Nullable Language of(@Nullable Authentication reader);
}
