package org.kalanjiyam.ocr.server.dispatch.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.server.dispatch.ClaimProofs;
import org.kalanjiyam.ocr.server.dispatch.PageClaims;
import org.kalanjiyam.ocr.server.project.PageImages.StoredImage;
import org.kalanjiyam.ocr.server.task.LoggedPage;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@code GET /work/{task}/{page}/{ticket}?expires&signature}: the image, for the worker that has
 * the signed address; the page is in its hands from then on. 403 for a bad signature, 410 if nobody
 * waits for the page, 404 if its file is lost.
 *
 * <p>The one address that every page of every book passes: the signature is all there is to ask, so
 * it is answered before sessions, people and their rights are looked for. Thread-safe.
 */
@Component
@Order(WorkersImages.BEFORE_ANYBODY_IS_ASKED)
final class WorkersImages extends OncePerRequestFilter {
  /** Behind the filter that says 503 where the database is away, before all others. */
  static final int BEFORE_ANYBODY_IS_ASKED = Ordered.HIGHEST_PRECEDENCE + 1;

  private static final Logger log = LoggerFactory.getLogger(WorkersImages.class);
  private static final Pattern ADDRESS =
      Pattern.compile("/work/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(\\d{1,9})/(\\d{1,18})");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");
  private static final int LONGEST_NAME = 200;

  private final PageClaims claims;
  private final ClaimProofs proofs;
  private final Counter bytesSent;

  WorkersImages(PageClaims claims, ClaimProofs proofs, MeterRegistry metrics) {
    this.bytesSent =
        Counter.builder("kalanjiyam.images")
            .description("Bytes of page images that workers fetched")
            .baseUnit("bytes")
            .register(metrics);
    this.claims = claims;
    this.proofs = proofs;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    Matcher address =
        path.startsWith("/work/") && request.getMethod().equals("GET")
            ? ADDRESS.matcher(path)
            : null;
    if (address == null || !address.matches()) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    UUID task = UUID.fromString(address.group(1));
    int page = Integer.parseInt(address.group(2));
    long ticket = Long.parseLong(address.group(3));
    String worker = request.getHeader("X-Kalanjiyam-Worker");
    if (worker == null
        || worker.isBlank()
        || worker.length() > LONGEST_NAME
        || !isSigned(task, page, ticket, request)) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    StoredImage image = claims.claim(task, page, ticket, worker).orElse(null);
    try (var logged = LoggedPage.of(task, page)) {
      if (image == null) {
        log.debug("Nobody waits for worker {} to read page {}", worker, page);
        response.setStatus(HttpServletResponse.SC_GONE);
      } else {
        log.debug("Worker {} begins page {}", worker, page);
        send(image.file(), proofs.of(task, page, ticket, worker), response);
      }
    }
  }

  private boolean isSigned(UUID task, int page, long ticket, HttpServletRequest request) {
    String expires = request.getParameter("expires");
    String signature = request.getParameter("signature");
    return expires != null
        && signature != null
        && SECONDS.matcher(expires).matches()
        && claims.isSigned(task, page, ticket, Long.parseLong(expires), signature);
  }

  private void send(Path image, String proof, HttpServletResponse response) throws IOException {
    long bytes;
    try {
      bytes = Files.size(image);
    } catch (NoSuchFileException e) {
      log.error("The image {} is not there; its page cannot be read until it is", image);
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader(WorkQueues.CLAIM_HEADER, proof);
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setContentLengthLong(bytes);
    bytesSent.increment(Files.copy(image, response.getOutputStream()));
  }
}
