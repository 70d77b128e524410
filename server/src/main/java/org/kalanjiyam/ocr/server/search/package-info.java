/** Finds words in all books that a person may see, however they were written, and replaces them. */
@ApplicationModule(
    allowedDependencies = {"account", "audit", "problem", "project", "proof", "site"})
@NullMarked
package org.kalanjiyam.ocr.server.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
