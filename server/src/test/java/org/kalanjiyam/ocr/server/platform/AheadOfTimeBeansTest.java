package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.SpringProperties;

/** When a start may take the beans that the build found. */
class AheadOfTimeBeansTest {
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    SpringProperties.setProperty("spring.aot.enabled", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SPRING_MAIL_HOST",
        "spring.mail.host",
        "SPRING_APPLICATION_JSON",
        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_LIBRARY_CLIENT_ID",
        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
        "management.endpoint.health.show-details",
        "SERVER_SSL_BUNDLE",
        "KALANJIYAM_CELERY_COMPAT",
        "KALANJIYAM_CELERYCOMPAT",
        "kalanjiyam.broker.embedded"
      })
  void whatDecidesWhichBeansThereAreMakesTheStartLookForItself(String name) {
    assertThat(AheadOfTimeBeans.fits(List.of("PATH", name))).isFalse();
  }

  @Test
  void theProductsOwnSettingsDoNot() {
    assertThat(
            AheadOfTimeBeans.fits(
                List.of(
                    "PATH",
                    "HOME",
                    "java.version",
                    "logging.structured.format.file",
                    "KALANJIYAM_ADMIN_TOKEN",
                    "KALANJIYAM_DELETED_BOOKS_KEEP",
                    "kalanjiyam.public-url",
                    "KALANJIYAM_BROKER_BIND",
                    "REDIS_URL")))
        .isTrue();
  }

  @Test
  void aBrokerElsewhereOrAFileOfSettingsMakesTheStartLookForItself() throws IOException {
    var inside = new SiteSettings.Broker.Embedded("127.0.0.1", 0);
    var elsewhere =
        new SiteSettings.Broker.At(new BrokerAddress("tcp://broker.example.org:61616", "a", "b"));
    Class<?> found = FoundByTheBuild.class;
    assertThat(chosen(inside, found)).isTrue();
    assertThat(chosen(elsewhere, found)).isFalse();
    Files.createFile(folder.resolve("application.properties"));
    assertThat(chosen(inside, found)).isFalse();
  }

  private boolean chosen(SiteSettings.Broker broker, Class<?> found) {
    AheadOfTimeBeans.choose(broker, List.of("PATH"), folder, found.getName());
    return SpringProperties.getFlag("spring.aot.enabled");
  }

  private static final class FoundByTheBuild {}
}
