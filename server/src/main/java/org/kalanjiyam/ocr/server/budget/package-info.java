/** What pages of paid engines cost: told before, counted once, stopped at the site's limits. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.kalanjiyam.ocr.server.budget;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
