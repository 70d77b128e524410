package org.kalanjiyam.ocr.server.dispatch.web;

import java.nio.file.Files;
import java.util.UUID;
import org.kalanjiyam.ocr.server.dispatch.ClaimProofs;
import org.kalanjiyam.ocr.server.dispatch.PageClaims;
import org.kalanjiyam.ocr.server.project.PageImages.StoredImage;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /work/{task}/{page}/{ticket}?expires&signature}: the image, for the worker that has
 * the signed address; the page is in its hands from then on. 403 for a bad signature, 410 if nobody
 * waits for the page, 404 if its file is lost.
 */
@RestController
class PageImageController {
  private static final Logger log = LoggerFactory.getLogger(PageImageController.class);
  private static final int LONGEST_NAME = 200;

  private final PageClaims claims;
  private final ClaimProofs proofs;

  PageImageController(PageClaims claims, ClaimProofs proofs) {
    this.claims = claims;
    this.proofs = proofs;
  }

  @GetMapping("/work/{task}/{page}/{ticket}")
  ResponseEntity<Resource> image(
      @PathVariable UUID task,
      @PathVariable int page,
      @PathVariable long ticket,
      @RequestParam long expires,
      @RequestParam String signature,
      @RequestHeader("X-Kalanjiyam-Worker") String worker) {
    if (!claims.isSigned(task, page, ticket, expires, signature)
        || worker.isBlank()
        || worker.length() > LONGEST_NAME) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    return claims
        .claim(task, page, ticket, worker)
        .<ResponseEntity<Resource>>map(
            image -> answer(image, proofs.of(task, page, ticket, worker)))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.GONE).build());
  }

  private static ResponseEntity<Resource> answer(StoredImage image, String proof) {
    if (!Files.exists(image.file())) {
      log.error("The image {} is not there; its page cannot be read until it is", image.file());
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok()
        .header(WorkQueues.CLAIM_HEADER, proof)
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new FileSystemResource(image.file()));
  }
}
