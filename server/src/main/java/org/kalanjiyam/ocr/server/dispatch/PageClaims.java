package org.kalanjiyam.ocr.server.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.kalanjiyam.ocr.server.project.PageImages;
import org.kalanjiyam.ocr.server.project.PageImages.StoredImage;
import org.kalanjiyam.ocr.server.task.PageBatches;
import org.kalanjiyam.ocr.server.task.PageBatches.Claim;
import org.kalanjiyam.ocr.server.task.PageFlow.Ticket;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * A worker begins a page by fetching its image. Those who ask while a transaction runs are answered
 * together by the next: with many workers, a page costs a part of a transaction. Thread-safe.
 */
@Component
public class PageClaims implements DisposableBean {
  private static final int MOST = 200;

  private final SignedAddresses addresses;
  private final PageBatches pages;
  private final PageImages images;
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Of the platform: a virtual thread that waits for the database's answers costs twice as much.
   */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("claims").daemon().factory());

  PageClaims(SignedAddresses addresses, PageBatches pages, PageImages images) {
    this.addresses = addresses;
    this.pages = pages;
    this.images = images;
  }

  private record Asked(Claim claim, CompletableFuture<Optional<StoredImage>> answer) {}

  /** Whether the address is one that this site signed and that has not expired. */
  public boolean isSigned(UUID task, int page, long ticket, long expires, String signature) {
    return addresses.isValid(task, page, ticket, expires, signature);
  }

  /** Begins the page; empty if nobody waits for that ticket any more. */
  public Optional<StoredImage> claim(UUID task, int page, long ticket, String worker) {
    var one =
        new Asked(new Claim(new Ticket(task, page, ticket), worker), new CompletableFuture<>());
    asked.add(one);
    if (waiting.getAndIncrement() == 0) {
      thread.execute(this::answerAll);
    }
    try {
      return one.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private void answerAll() {
    int left;
    do {
      List<Asked> batch = new ArrayList<>();
      for (Asked one = asked.poll(); one != null; one = batch.size() < MOST ? asked.poll() : null) {
        batch.add(one);
      }
      answer(batch);
      left = waiting.addAndGet(-batch.size());
    } while (left > 0);
  }

  private void answer(List<Asked> batch) {
    try {
      Map<Claim, Long> begun = pages.begin(batch.stream().map(Asked::claim).toList());
      Map<Long, StoredImage> found = begun.isEmpty() ? Map.of() : images.originals(begun.values());
      for (Asked one : batch) {
        one.answer().complete(Optional.ofNullable(begun.get(one.claim())).map(found::get));
      }
    } catch (RuntimeException e) {
      batch.forEach(one -> one.answer().completeExceptionally(e));
    }
  }

  @Override
  public void destroy() {
    thread.shutdown();
  }
}
