/** Tasks as programs and people see them: how fast they go, when they will end. */
@NullMarked
package org.kalanjiyam.ocr.server.progress;

import org.jspecify.annotations.NullMarked;
