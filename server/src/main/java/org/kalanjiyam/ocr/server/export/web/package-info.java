/** Books as downloads. */
@NullMarked
package org.kalanjiyam.ocr.server.export.web;

import org.jspecify.annotations.NullMarked;
