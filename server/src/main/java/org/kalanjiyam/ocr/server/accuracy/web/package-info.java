/** Error rates for programs. */
@NullMarked
package org.kalanjiyam.ocr.server.accuracy.web;

import org.jspecify.annotations.NullMarked;
