/** Who did what, when; written in the transaction that did it. */
@ApplicationModule(allowedDependencies = {"account"})
@NullMarked
package org.kalanjiyam.ocr.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
