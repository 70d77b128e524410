/** Tasks for programs: start, look, control. */
@NullMarked
package org.kalanjiyam.ocr.server.progress.web;

import org.jspecify.annotations.NullMarked;
