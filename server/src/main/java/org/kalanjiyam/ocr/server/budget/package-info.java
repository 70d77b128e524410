/**
 * What pages of paid engines cost: told before, counted once, stopped at the limits that a site
 * sets.
 */
@NullMarked
package org.kalanjiyam.ocr.server.budget;

import org.jspecify.annotations.NullMarked;
