/** Errors that scripts get, as RFC 9457 problems: one shape for all of the API. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.kalanjiyam.ocr.server.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
