package org.kalanjiyam.ocr.worker;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Cost;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one page: fetch, check, recognise. Thread-safe as far as its engine is. */
final class PageReader {
  private static final Logger log = LoggerFactory.getLogger(PageReader.class);

  private final OcrEngine engine;
  private final String engineName;
  private final String worker;
  private final ImageFetch images;
  private final PagesInWork pages;
  private final BooleanSupplier stopping;

  PageReader(
      OcrEngine engine,
      String engineName,
      String worker,
      ImageFetch images,
      PagesInWork pages,
      BooleanSupplier stopping) {
    this.engine = engine;
    this.engineName = engineName;
    this.worker = worker;
    this.images = images;
    this.pages = pages;
    this.stopping = stopping;
  }

  /** The outcome to report; empty if nobody waits for one. */
  Optional<PageOutcome> read(PageJob job) throws InterruptedException {
    try (PagesInWork.Entry entry = pages.begin(job)) {
      if (entry.isDropped()) {
        return Optional.empty();
      }
      Optional<PageOutcome> outcome = read(job, entry);
      // What was paid for is told even if nobody waits for the page any more.
      return entry.isDropped() ? outcome.filter(PageOutcome::costsMoney) : outcome;
    }
  }

  private Optional<PageOutcome> read(PageJob job, PagesInWork.Entry entry)
      throws InterruptedException {
    return switch (images.fetch(job.image())) {
      case ImageFetch.Result.Gone gone -> Optional.empty();
      case ImageFetch.Result.Unreachable(String why) -> {
        log.warn(
            "The image of page {} cannot be fetched ({}); the page goes back", job.page(), why);
        yield Optional.of(
            outcome(
                job,
                "",
                0,
                new Outcome.Interrupted(
                    "image-unreachable",
                    "The page's image could not be had: "
                        + why
                        + ". The page goes back to the queue by itself; if this lasts, tell whoever runs"
                        + " the server.")));
      }
      case ImageFetch.Result.Image(byte[] bytes, @Nullable String claim) ->
          entry.engineBegins()
              ? Optional.of(recognise(job, bytes, entry).claimedBy(claim))
              : Optional.empty();
    };
  }

  private PageOutcome recognise(PageJob job, byte[] bytes, PagesInWork.Entry entry)
      throws InterruptedException {
    String hash = sha256(bytes);
    AtomicReference<Cost> cost = new AtomicReference<>(Cost.NOTHING);
    if (!hash.equals(job.imageHash())) {
      var changed =
          new Outcome.Interrupted(
              "wrong-image",
              "The image's file has changed since it was uploaded. Put the original back from a"
                  + " backup, or upload the book again, then retry the page.");
      return outcome(job, hash, 0, changed);
    }
    long start = System.nanoTime();
    Outcome outcome = recognised(job, bytes, entry, cost);
    long millis = (System.nanoTime() - start) / 1_000_000;
    return outcome(job, hash, millis, outcome).costing(cost.get());
  }

  private Outcome recognised(
      PageJob job, byte[] bytes, PagesInWork.Entry entry, AtomicReference<Cost> cost)
      throws InterruptedException {
    OptionalInt dpi = job.dpi() > 0 ? OptionalInt.of(job.dpi()) : OptionalInt.empty();
    Outcome outcome;
    try {
      outcome =
          engine.recognise(
              new Recognition(
                  new PageImage(bytes, dpi),
                  job.language(),
                  job.parameters(),
                  Instant.now().plusSeconds(job.limitSeconds()),
                  entry::stopRequested,
                  spent -> cost.accumulateAndGet(spent, Cost::plus),
                  job.draft()));
    } catch (RuntimeException e) {
      log.error("The engine {} failed on page {} of {}", engineName, job.page(), job.taskId(), e);
      outcome = new Outcome.Interrupted("engine-defect", "The engine failed: " + e);
    }
    boolean readAnyway = outcome instanceof Outcome.Recognised;
    return entry.isGivenBack() && !readAnyway
        ? new Outcome.Interrupted("stopping", "The worker had to stop.")
        : outcome;
  }

  /** Whether the process was told to stop. */
  boolean isStopping() {
    return stopping.getAsBoolean();
  }

  private PageOutcome outcome(PageJob job, String hash, long millis, Outcome outcome) {
    return new PageOutcome(
        WorkCodec.VERSION, job.taskId(), job.page(), job.ticket(), hash, worker, millis, outcome);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
