package org.kalanjiyam.ocr.server.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.Readiness;
import org.kalanjiyam.ocr.server.NoSecretInLogs;

/** A service that quotes the key which it refuses does not bring it into the log. */
class EngineKeyTest {
  private static final String KEY = "sk-of-the-engine-93ab";

  @RegisterExtension final NoSecretInLogs logs = new NoSecretInLogs();
  @TempDir Path folder;

  @Test
  void theKeyOfAnEngineIsNeitherLoggedNorToldByItsCheck() throws Exception {
    logs.mustNotSay(KEY);
    HttpServer service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    service.createContext(
        "/",
        exchange -> {
          byte[] said = ("No: " + exchange.getRequestHeaders().values()).getBytes(UTF_8);
          exchange.sendResponseHeaders(401, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    service.start();
    try {
      Files.writeString(folder.resolve("key"), KEY);
      Path file = folder.resolve("engines.yaml");
      String url = "http://127.0.0.1:" + service.getAddress().getPort();
      Files.writeString(
          file,
          """
          engines:
            - {name: model, title: Model, url: "%s", model: m, key-file: key, languages: [eng]}
            - {name: campus, title: Campus, kind: service, url: "%s", key-file: key}
          """
              .formatted(url, url));
      InstalledEngines engines = InstalledEngines.of(Map.of("KALANJIYAM_ENGINES", file.toString()));

      Readiness checked = engines.check(engines.find("model").orElseThrow());

      assertThat(checked).isInstanceOf(Readiness.NotReady.class);
      assertThat(checked.toString()).contains("does not take the key").doesNotContain(KEY);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                engines.all();
                return logs.lines().stream().anyMatch(line -> line.contains("Campus"));
              });
    } finally {
      service.stop(0);
    }
  }
}
