/** The shelf in the browser. */
@NullMarked
package org.kalanjiyam.ocr.server.shelf.web;

import org.jspecify.annotations.NullMarked;
