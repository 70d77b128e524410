/** Books and page images over HTTP. */
@NullMarked
package org.kalanjiyam.ocr.server.project.web;

import org.jspecify.annotations.NullMarked;
