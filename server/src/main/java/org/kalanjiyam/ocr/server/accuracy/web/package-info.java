/** Error rates, for programs and to look at. */
@NullMarked
package org.kalanjiyam.ocr.server.accuracy.web;

import org.jspecify.annotations.NullMarked;
