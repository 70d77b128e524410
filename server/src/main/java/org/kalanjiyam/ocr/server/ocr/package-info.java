/** What a person does with OCR: choose, look ahead, start, watch, control, look back. */
@ApplicationModule(
    allowedDependencies = {
      "access",
      "account",
      "audit",
      "budget",
      "dispatch",
      "export",
      "problem",
      "progress",
      "project",
      "proof",
      "site",
      "task",
      "tracking"
    })
@NullMarked
package org.kalanjiyam.ocr.server.ocr;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
