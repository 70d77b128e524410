/** Search and replace over HTTP. */
@NullMarked
package org.kalanjiyam.ocr.server.search.web;

import org.jspecify.annotations.NullMarked;
