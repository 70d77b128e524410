package org.kalanjiyam.ocr.server.dispatch;

import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key that signs workers' addresses: made once for the site, kept in SQL for all servers. */
@Component
class SigningKey {
  private static final int BYTES = 32;

  private final byte[] key;

  SigningKey(JdbcClient jdbc) {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    jdbc.sql(
            """
            insert into site_secret (name, value) values ('worker-addresses', :fresh)
            on conflict (name) do nothing
            """)
        .param("fresh", fresh)
        .update();
    this.key =
        jdbc.sql("select value from site_secret where name = 'worker-addresses'")
            .query(byte[].class)
            .single();
  }

  byte[] bytes() {
    return key;
  }
}
