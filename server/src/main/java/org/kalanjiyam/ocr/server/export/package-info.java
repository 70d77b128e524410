/** A book as files: text and its richer formats, streamed. */
@ApplicationModule(allowedDependencies = {"problem", "project", "proof"})
@NullMarked
package org.kalanjiyam.ocr.server.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
