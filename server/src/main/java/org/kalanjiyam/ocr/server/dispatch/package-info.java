/**
 * Which page goes out next, to which engine's queue; the workers that announce themselves; outcomes
 * that never came.
 */
@NullMarked
package org.kalanjiyam.ocr.server.dispatch;

import org.jspecify.annotations.NullMarked;
