package org.kalanjiyam.ocr.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Base of all tests that need the whole server: one Spring context for all of them, listening on a
 * random port, with a real PostgreSQL, a real Redis and the embedded broker. Before each test the
 * tables, the queues and the clock are as new; Redis is left to {@code tracking}'s tests.
 *
 * <p>Subclasses must not bring beans or properties of their own: that would start another context.
 * Without {@link #sweeps}, nothing of the schedule runs by itself: profile {@code test}.
 */
@SpringBootTest(
    classes = KalanjiyamServer.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestSite.class)
@Import(ServerFixture.Clocks.class)
@ActiveProfiles("test")
public abstract class ServerFixture {
  private static final int MOST_TRIES = 5;

  /** A table that is empty already costs a look: emptying all of them takes ten times as long. */
  private static final String EMPTY_WHAT_IS_FILLED =
      """
      do $$
      declare
        name text;
        filled boolean;
        names text[] := '{}';
      begin
        for name in
          select quote_ident(tablename) from pg_tables
          where schemaname = 'public' and tablename not in ('flyway_schema_history', 'site_secret')
        loop
          execute 'select exists (select from ' || name || ')' into filled;
          if filled then
            names := names || name;
          end if;
        end loop;
        if cardinality(names) > 0 then
          execute 'truncate ' || array_to_string(names, ', ') || ' restart identity cascade';
        end if;
      end $$
      """;

  @Autowired protected JdbcClient jdbc;
  @Autowired protected MutableClock clock;
  @Autowired private EmbeddedActiveMQ broker;
  @LocalServerPort protected int port;

  /** Where the server under test listens. */
  protected final String address() {
    return "http://127.0.0.1:" + port;
  }

  @BeforeEach
  protected final void startAsNew() throws Exception {
    clock.reset();
    resetTables();
    emptyQueues();
  }

  /** Empties every table of the product. */
  protected final void resetTables() {
    for (int tries = 1; ; tries++) {
      try {
        jdbc.sql(EMPTY_WHAT_IS_FILLED).update();
        return;
      } catch (PessimisticLockingFailureException e) {
        // Whatever a test before left running may hold some of the tables in another order.
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Drops every message that waits in the broker. */
  protected final void emptyQueues() throws Exception {
    var postOffice = broker.getActiveMQServer().getPostOffice();
    for (var binding : postOffice.getAllBindings().toList()) {
      if (binding.getBindable() instanceof Queue queue) {
        queue.deleteAllReferences();
      }
    }
  }

  /** A person to own what a test makes. */
  protected final long person(String name, String role) {
    return jdbc.sql(
            """
            insert into person (name, display_name, role) values (:name, :name, :role)
            returning id
            """)
        .param("name", name)
        .param("role", role)
        .query(Long.class)
        .single();
  }

  /** The clock of the server under test. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Clocks {
    @Bean
    @Primary
    MutableClock testClock() {
      return new MutableClock();
    }

    @Bean
    static CountedStatements countedStatements() {
      return new CountedStatements();
    }

    /** Lets a test knock at every door without going in: {@code access} tests need it. */
    @Bean
    WebMvcConfigurer knocking() {
      return new WebMvcConfigurer() {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
          registry.addInterceptor(new Knock());
        }
      };
    }
  }

  /** Answers 299 in a controller's place to a request with the header {@code Knock}. */
  private static final class Knock implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (request.getHeader("Knock") == null
          || request.getDispatcherType() != DispatcherType.REQUEST) {
        return true;
      }
      response.setStatus(299);
      return false;
    }
  }
}
