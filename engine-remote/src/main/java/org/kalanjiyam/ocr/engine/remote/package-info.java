/**
 * Engines that run elsewhere: OCR services over HTTP, and vision-language models behind an
 * OpenAI-compatible server. Which there are is written in one file, see {@code docs/engines.md}.
 */
@NullMarked
package org.kalanjiyam.ocr.engine.remote;

import org.jspecify.annotations.NullMarked;
