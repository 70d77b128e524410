package org.kalanjiyam.ocr.server.proof;

import java.util.List;

/**
 * Tells which words of a page are in doubt. Every such bean is asked when a page is opened and when
 * it has been saved, so it has to be quick. Thread-safe.
 */
public interface DoubtSource {

  /** Words of the page's newest revision that are in doubt, in any order. */
  List<Doubt> of(PageWithText page);
}
