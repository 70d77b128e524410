/** HTTP for programs. */
@NullMarked
package org.kalanjiyam.ocr.server.task.web;

import org.jspecify.annotations.NullMarked;
