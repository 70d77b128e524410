package org.kalanjiyam.ocr.server.export;

import org.kalanjiyam.ocr.server.project.Page;

/** What a page's image is called in a book that is taken out: its number and its kind. */
final class ImageNames {
  private ImageNames() {}

  static String of(Page page) {
    return "%04d%s"
        .formatted(page.number(), page.imageFile().substring(page.imageFile().lastIndexOf('.')));
  }
}
