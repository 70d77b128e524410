package org.kalanjiyam.ocr.server.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest text of a page, where only that is shown. */
@Component
final class PageTexts {

  Optional<String> newest(@Nullable Long projectId, int page) {
    return Optional.empty();
  }
}
