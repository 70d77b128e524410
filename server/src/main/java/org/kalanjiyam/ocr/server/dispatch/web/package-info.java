/** Images for workers; engines and workers for programs. */
@NullMarked
package org.kalanjiyam.ocr.server.dispatch.web;

import org.jspecify.annotations.NullMarked;
