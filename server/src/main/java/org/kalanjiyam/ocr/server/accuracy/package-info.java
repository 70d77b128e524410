/** How well engines recognise: their texts measured against what people made of them. */
@ApplicationModule(allowedDependencies = {"problem", "project", "proof"})
@NullMarked
package org.kalanjiyam.ocr.server.accuracy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
