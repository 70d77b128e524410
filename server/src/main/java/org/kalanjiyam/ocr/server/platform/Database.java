package org.kalanjiyam.ocr.server.platform;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the PostgreSQL is and who to be there. */
record Database(String jdbcUrl, @Nullable String user, @Nullable String password) {
  private static final String URL = "spring.datasource.url";
  private static final String USER = "spring.datasource.username";
  private static final String PASSWORD = "spring.datasource.password";

  /** The names of all that {@link #properties} may have. */
  static final Set<String> PROPERTIES = Set.of(URL, USER, PASSWORD);

  static Database of(BundledPostgres postgres) {
    return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  /**
   * Reads {@code postgres://user:password@host/db}, {@code postgresql://...} or {@code
   * jdbc:postgresql://...}.
   */
  static Database parse(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return new Database(text, null, null);
    }
    UrlCredentials parts = UrlCredentials.of("DATABASE_URL", text);
    URI rest = parts.rest();
    if (!"postgres".equals(rest.getScheme()) && !"postgresql".equals(rest.getScheme())) {
      throw new StartRefused(
          "DATABASE_URL should look like postgres://user:password@host/database or"
              + " jdbc:postgresql://host/database?user=...; other databases are not supported");
    }
    String port = rest.getPort() < 0 ? "" : ":" + rest.getPort();
    String query = rest.getRawQuery() == null ? "" : "?" + rest.getRawQuery();
    return new Database(
        "jdbc:postgresql://" + rest.getHost() + port + rest.getRawPath() + query,
        parts.user(),
        parts.password());
  }

  /** As Spring's properties. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    properties.put(URL, jdbcUrl);
    if (user != null) {
      properties.put(USER, user);
    }
    if (password != null) {
      properties.put(PASSWORD, password);
    }
    return properties;
  }

  @Override
  public String toString() {
    return "Database[...]";
  }
}
