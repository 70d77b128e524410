/** People and tokens over HTTP. */
@NullMarked
package org.kalanjiyam.ocr.server.account.web;

import org.jspecify.annotations.NullMarked;
