/** The server: one package for each feature. */
@NullMarked
package org.kalanjiyam.ocr.server;

import org.jspecify.annotations.NullMarked;
