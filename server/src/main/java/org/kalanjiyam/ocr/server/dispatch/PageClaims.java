package org.kalanjiyam.ocr.server.dispatch;

import java.util.Optional;
import java.util.UUID;
import org.kalanjiyam.ocr.server.project.PageImages;
import org.kalanjiyam.ocr.server.project.PageImages.StoredImage;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.springframework.stereotype.Component;

/** A worker begins a page by fetching its image. */
@Component
public class PageClaims {
  private final SignedAddresses addresses;
  private final PageFlow flow;
  private final PageImages images;

  PageClaims(SignedAddresses addresses, PageFlow flow, PageImages images) {
    this.addresses = addresses;
    this.flow = flow;
    this.images = images;
  }

  /** Whether the address is one that this site signed and that has not expired. */
  public boolean isSigned(UUID task, int page, long ticket, long expires, String signature) {
    return addresses.isValid(task, page, ticket, expires, signature);
  }

  /** Begins the page; empty if nobody waits for that ticket any more. */
  public Optional<StoredImage> claim(UUID task, int page, long ticket, String worker) {
    return flow.claim(task, page, ticket, worker).flatMap(images::original);
  }
}
