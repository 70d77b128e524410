package org.kalanjiyam.ocr.server.site;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Something that the frame around every page shows, brought by the feature that knows it: who reads
 * the page, what they may do, what waits for them. Every such bean is asked once for every page, so
 * what costs something is looked up only when the template asks for it. Thread-safe.
 */
public interface FrameAttribute {

  /** Under which templates find it. */
  String name();

  /** Its value for whoever reads the page; null where there is none. */
  @Nullable Object value(@Nullable Authentication reader);
}
