/** Trials, for programs and to look at. */
@NullMarked
package org.kalanjiyam.ocr.server.trial.web;

import org.jspecify.annotations.NullMarked;
