package org.kalanjiyam.ocr.server.task;

import jakarta.annotation.PostConstruct;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The servers that live. A page's second delivery is held against the page only if the server that
 * gave it out still lives: where server and broker died together, the page is innocent.
 */
@Component
class ServerNodes {
  private static final Duration ALIVE = Duration.ofSeconds(15);

  private final UUID self = UUID.randomUUID();
  private final JdbcClient jdbc;
  private final Clock clock;

  ServerNodes(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  UUID self() {
    return self;
  }

  boolean isAlive(@Nullable UUID node) {
    if (node == null || node.equals(self)) {
      return node != null;
    }
    return jdbc.sql("select count(*) from server_node where id = :id and last_seen > :since")
            .param("id", node)
            .param("since", Sql.at(clock.instant().minus(ALIVE)))
            .query(Integer.class)
            .single()
        > 0;
  }

  @PostConstruct
  void enter() throws UnknownHostException {
    jdbc.sql("delete from server_node where last_seen < :since")
        .param("since", Sql.at(clock.instant().minus(Duration.ofDays(1))))
        .update();
    jdbc.sql(
            """
            insert into server_node (id, host, started_at, last_seen)
            values (:id, :host, :now, :now)
            """)
        .param("id", self)
        .param("host", InetAddress.getLocalHost().getHostName())
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  @Scheduled(fixedDelay = 5000)
  void stillHere() {
    jdbc.sql("update server_node set last_seen = :now where id = :id")
        .param("now", Sql.at(clock.instant()))
        .param("id", self)
        .update();
  }
}
