/**
 * Strangers' files are parsed and drawn here, in processes of their own: what a hostile file breaks
 * is one of these, never the server. The server's side is {@link
 * org.kalanjiyam.ocr.server.parser.ImageWorkPool}; decoders are used below {@link
 * org.kalanjiyam.ocr.server.parser.ParserMain} alone.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.kalanjiyam.ocr.server.parser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
