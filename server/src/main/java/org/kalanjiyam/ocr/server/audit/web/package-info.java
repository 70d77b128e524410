/** The audit log over HTTP. */
@NullMarked
package org.kalanjiyam.ocr.server.audit.web;

import org.jspecify.annotations.NullMarked;
