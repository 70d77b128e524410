/** The administrator's page and its API. */
@NullMarked
package org.kalanjiyam.ocr.server.administration.web;

import org.jspecify.annotations.NullMarked;
