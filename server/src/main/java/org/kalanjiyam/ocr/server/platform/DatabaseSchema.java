package org.kalanjiyam.ocr.server.platform;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings the database to the shape that this version needs. */
@Configuration(proxyBeanMethods = false)
class DatabaseSchema {
  static final String OTHER_SHAPE =
      """
      The database has a shape that this version does not know: it was made before the first release, \
      or by a newer version. Start that version again, or start afresh with an empty data folder \
      (--data-dir) or database (DATABASE_URL); nothing was changed.""";

  @Bean
  FlywayMigrationStrategy migration() {
    return DatabaseSchema::migrate;
  }

  private static void migrate(Flyway flyway) {
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw new StartRefused(OTHER_SHAPE, e);
    }
  }
}
