/** Notifications and webhooks for programs. */
@NullMarked
package org.kalanjiyam.ocr.server.notify.web;

import org.jspecify.annotations.NullMarked;
