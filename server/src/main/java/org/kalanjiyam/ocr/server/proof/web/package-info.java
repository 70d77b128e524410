/** Pages' texts over HTTP. */
@NullMarked
package org.kalanjiyam.ocr.server.proof.web;

import org.jspecify.annotations.NullMarked;
