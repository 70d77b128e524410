/** The text of pages as revisions: an engine's, then people's; conflicts; page status. */
@ApplicationModule(
    allowedDependencies = {"account", "dispatch", "problem", "project", "site", "task"})
@NullMarked
package org.kalanjiyam.ocr.server.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
