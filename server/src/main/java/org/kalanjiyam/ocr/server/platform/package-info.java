/**
 * What runs beside the server on one machine: database, Redis, broker settings, worker processes,
 * data folder.
 */
@ApplicationModule(allowedDependencies = {"account", "parser"})
@NullMarked
package org.kalanjiyam.ocr.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
