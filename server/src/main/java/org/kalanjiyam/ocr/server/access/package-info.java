/**
 * The gate: who may call what. Every route has one row in {@link
 * org.kalanjiyam.ocr.server.access.Routes}; what has none is there for nobody. Also how a browser
 * or a script proves who it is, the headers and the limits of the web. Nobody but {@code web}
 * depends on it.
 */
@ApplicationModule(allowedDependencies = {"account", "http", "problem", "project", "site", "task"})
@NullMarked
package org.kalanjiyam.ocr.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
