/** What a person types: the commands of the server's program. */
@NullMarked
package org.kalanjiyam.ocr.server.cli;

import org.jspecify.annotations.NullMarked;
