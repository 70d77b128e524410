/** Finds words in all books that a person may see, however they were written, and replaces them. */
@NullMarked
package org.kalanjiyam.ocr.server.search;

import org.jspecify.annotations.NullMarked;
