/**
 * What every page for people shares: the frame, phrases, fragments, error pages. Knows no feature.
 */
@NullMarked
package org.kalanjiyam.ocr.server.site;

import org.jspecify.annotations.NullMarked;
