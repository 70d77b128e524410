/** Books as people find them: all of them, and one with its pages. */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "export",
      "ocr",
      "problem",
      "progress",
      "project",
      "proof",
      "site",
      "task",
      "tracking"
    })
@NullMarked
package org.kalanjiyam.ocr.server.shelf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
