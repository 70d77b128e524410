/** Trials: a few set-ups of engines, languages and options over the same pages, side by side. */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "accuracy",
      "budget",
      "dispatch",
      "problem",
      "progress",
      "project",
      "proof",
      "site",
      "task"
    })
@NullMarked
package org.kalanjiyam.ocr.server.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
