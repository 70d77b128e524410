/** What a person types: the commands of the server's program. */
@ApplicationModule(
    allowedDependencies = {"account", "export", "http", "parser", "platform", "problem"})
@NullMarked
package org.kalanjiyam.ocr.server.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
