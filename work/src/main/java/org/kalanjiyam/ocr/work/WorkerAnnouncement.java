package org.kalanjiyam.ocr.work;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;

/**
 * A worker process says, every {@link WorkQueues#ANNOUNCEMENT_SECONDS} seconds and whenever a page
 * begins or ends, who it is and what it does. Sent non-persistent on {@link WorkQueues#WORKERS}.
 *
 * @param version version of this message, {@link WorkCodec#VERSION}
 * @param worker name of this process, unique in every start: {@code host-pid-random}
 * @param host machine's name
 * @param startedAt when the process started
 * @param software version of the worker's software
 * @param engine the engine that it serves
 * @param engineVersion the engine's own version
 * @param paid whether the engine's pages cost money
 * @param slots pages that it reads at a time
 * @param languages languages it can read
 * @param pages pages in work now
 * @param leaving true in the last announcement of a worker that stops
 * @param limit the limit that it shares with others; null if none
 * @param predecessor the process in whose place it was started; null if there was none
 */
public record WorkerAnnouncement(
    int version,
    String worker,
    String host,
    Instant startedAt,
    String software,
    String engine,
    String engineVersion,
    boolean paid,
    int slots,
    List<Language> languages,
    List<PageInWork> pages,
    boolean leaving,
    @Nullable LimitUse limit,
    @Nullable Predecessor predecessor) {
  private static final int LONGEST_NAME = 200;
  private static final int MOST_PAGES = 10_000;

  public WorkerAnnouncement {
    for (String name : new String[] {worker, host, software, engine, engineVersion}) {
      if (Objects.requireNonNull(name, "something is missing").length() > LONGEST_NAME) {
        throw new IllegalArgumentException("A name of more than " + LONGEST_NAME + " letters");
      }
    }
    Objects.requireNonNull(startedAt, "startedAt");
    languages = List.copyOf(languages);
    pages = List.copyOf(pages);
    if (pages.size() > MOST_PAGES || languages.size() > MOST_PAGES) {
      throw new IllegalArgumentException("More than " + MOST_PAGES + " pages or languages");
    }
  }

  /** Of a worker that shares no limit. */
  public WorkerAnnouncement(
      int version,
      String worker,
      String host,
      Instant startedAt,
      String software,
      String engine,
      String engineVersion,
      boolean paid,
      int slots,
      List<Language> languages,
      List<PageInWork> pages,
      boolean leaving) {
    this(
        version,
        worker,
        host,
        startedAt,
        software,
        engine,
        engineVersion,
        paid,
        slots,
        languages,
        pages,
        leaving,
        null,
        null);
  }

  /** A service's limit that several processes share, and until when this one was told to wait. */
  public record LimitUse(String name, @Nullable Instant pausedUntil) {}

  /**
   * A process that its supervisor saw die of its own doing: its program broke, it took too much
   * memory or too long. One that was ended from outside is not told of.
   *
   * @param worker its name
   * @param how for people: "crashed (SIGSEGV)"
   */
  public record Predecessor(String worker, String how) {}

  /** A page that the worker reads now. */
  public record PageInWork(UUID taskId, int page, Instant since) {}
}
