package org.kalanjiyam.ocr.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker process: its slots, its announcements, its end. */
final class WorkerProcess implements AutoCloseable {
  /** How long pages in work may go on after the process was told to stop; tests wait less. */
  private static final Duration STOP_PATIENCE =
      Duration.ofSeconds(Integer.getInteger("kalanjiyam.worker.stop-seconds", 10));

  private static final Duration LAST_PATIENCE = Duration.ofSeconds(3);
  private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

  private final OcrEngineProvider provider;
  private final OcrEngine engine;
  private final Supervision supervision;
  private final WorkerIdentity identity;
  private final PagesInWork pages = new PagesInWork();
  private final List<Thread> slots = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;

  WorkerProcess(
      OcrEngineProvider provider,
      OcrEngine engine,
      List<Language> languages,
      Supervision supervision) {
    this.provider = provider;
    this.engine = engine;
    this.supervision = supervision;
    this.identity = WorkerIdentity.of(provider, engine, languages, Clock.systemUTC());
  }

  /** Reads pages until the process is told to stop. */
  void run(BrokerLink broker) throws JMSException, InterruptedException {
    Connection connection = broker.connect();
    supervision.name(identity.name());
    try (Announcer announcer =
        new Announcer(connection, identity, pages, engine.sharedLimit().orElse(null))) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
      PageReader reader =
          new PageReader(
              engine,
              provider.name(),
              identity.name(),
              new ImageFetch(identity.name()),
              pages,
              () -> stopping);
      for (int i = 0; i < provider.concurrency(); i++) {
        Slot slot = new Slot(connection, provider.name(), reader, supervision, () -> stopping);
        slots.add(threads().name("slot-" + i).start(slot));
      }
      announcer.start();
      supervision.ready();
      for (Thread slot : slots) {
        slot.join();
      }
    } finally {
      connection.close();
      stopped.countDown();
    }
  }

  /** Slots that wait for a service are many and idle; an engine in this process needs its core. */
  private Thread.Builder threads() {
    return provider.concurrency() > 1 ? Thread.ofVirtual() : Thread.ofPlatform();
  }

  /** No new page; pages in work get a while, and are given back if that is not enough. */
  private void stop() {
    stopping = true;
    try {
      if (!stopped.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        pages.giveAllBack();
        stopped.await(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
