/**
 * Google Cloud Vision: pages are sent to Google over gRPC by its official client, many at a time.
 * {@code GoogleProvider}, {@code GoogleSetup} and {@code VisionLanguages} use no class of the
 * client, so that a server can describe the engine without it.
 */
@NullMarked
package org.kalanjiyam.ocr.engine.google;

import org.jspecify.annotations.NullMarked;
