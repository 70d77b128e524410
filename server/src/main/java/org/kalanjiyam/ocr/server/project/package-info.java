/** Books and their pages: import of PDFs and images, storage of page images. */
@NullMarked
package org.kalanjiyam.ocr.server.project;

import org.jspecify.annotations.NullMarked;
