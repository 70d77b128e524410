/**
 * What every page for people shares: the frame, phrases, fragments, error pages. Knows no feature.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.kalanjiyam.ocr.server.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
