/** The site as who keeps it running sees it: health, disk, queues, workers, what can be tried. */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "dispatch",
      "notify",
      "platform",
      "problem",
      "site",
      "statistics",
      "task"
    })
@NullMarked
package org.kalanjiyam.ocr.server.administration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
