package org.kalanjiyam.ocr.server.project;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The stored images of pages. Thread-safe. */
public interface PageImages {

  /**
   * A page's image as it was stored, for an engine to read.
   *
   * @param pageId the page's id, not its number
   */
  Optional<StoredImage> original(long pageId);

  /**
   * The images of several pages, in one look; those that there are, by the pages' ids.
   *
   * @param pageIds the pages' ids, not their numbers
   */
  Map<Long, StoredImage> originals(Collection<Long> pageIds);

  /** A file in the data folder and what it is. */
  record StoredImage(Path file, String mediaType, String hash) {}
}
