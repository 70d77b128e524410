/** The text of pages as revisions: an engine's, then people's; conflicts; page status. */
@NullMarked
package org.kalanjiyam.ocr.server.proof;

import org.jspecify.annotations.NullMarked;
