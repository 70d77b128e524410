/** Who sees a project, over HTTP. */
@NullMarked
package org.kalanjiyam.ocr.server.access.web;

import org.jspecify.annotations.NullMarked;
