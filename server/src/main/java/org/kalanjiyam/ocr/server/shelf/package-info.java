/** Books as people find them: all of them, and one with its pages. */
@NullMarked
package org.kalanjiyam.ocr.server.shelf;

import org.jspecify.annotations.NullMarked;
