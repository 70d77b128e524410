/** Pages for people, rendered on the server. */
@NullMarked
package org.kalanjiyam.ocr.server.web;

import org.jspecify.annotations.NullMarked;
