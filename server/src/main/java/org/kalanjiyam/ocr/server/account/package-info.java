/** People, their roles, tokens and sessions; who may do what. */
@NullMarked
package org.kalanjiyam.ocr.server.account;

import org.jspecify.annotations.NullMarked;
