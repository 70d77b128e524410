/** Books and their pages: import of PDFs and images, storage of page images. */
@ApplicationModule(
    allowedDependencies = {"account", "audit", "parser", "platform", "problem", "site"})
@NullMarked
package org.kalanjiyam.ocr.server.project;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
