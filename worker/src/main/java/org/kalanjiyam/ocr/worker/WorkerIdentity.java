package org.kalanjiyam.ocr.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.work.WorkerAnnouncement.Predecessor;

/** Who this worker process is. Its name is new at every start. */
record WorkerIdentity(
    String name,
    String host,
    Instant startedAt,
    String software,
    OcrEngineProvider provider,
    String engineVersion,
    List<Language> languages,
    @Nullable Predecessor predecessor) {

  static WorkerIdentity of(
      OcrEngineProvider provider, OcrEngine engine, List<Language> languages, Clock clock) {
    byte[] random = new byte[3];
    new SecureRandom().nextBytes(random);
    String host = localHost();
    String name =
        host + "-" + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(random);
    String version = WorkerIdentity.class.getPackage().getImplementationVersion();
    return new WorkerIdentity(
        name,
        host,
        clock.instant(),
        version == null ? "development" : version,
        provider,
        engine.version(),
        languages,
        Predecessors.fromEnvironment(System.getenv()));
  }

  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
