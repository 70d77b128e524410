/** HTTP for programs. */
@NullMarked
package org.kalanjiyam.ocr.server.tracking.web;

import org.jspecify.annotations.NullMarked;
