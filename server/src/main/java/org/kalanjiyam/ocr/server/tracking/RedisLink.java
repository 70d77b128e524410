package org.kalanjiyam.ocr.server.tracking;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.io.File;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.platform.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The connection to Redis, and a circuit breaker around it. A command that fails or does not answer
 * within {@link #PATIENCE} opens the breaker: one WARN, and from then on nobody waits for Redis
 * until {@link #probe} (called by the {@link RecordWriter} every second, off every request) finds
 * that it takes writes again. Thread-safe.
 */
@Component
class RedisLink implements DisposableBean {
  /** The longest that anybody waits for Redis, once an outage. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  /** The longest between two looks whether Redis is back; the client's own is half a minute. */
  private static final Duration BACK = Duration.ofSeconds(1);

  private final RedisURI uri;
  private final ClientResources resources =
      ClientResources.builder()
          .reconnectDelay(Delay.exponential(Duration.ZERO, BACK, 2, TimeUnit.MILLISECONDS))
          .build();
  private final RedisClient client;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
  private volatile boolean up;
  private boolean warned;

  @Autowired
  RedisLink(RedisProperties properties) {
    this(properties.redisUrl(), properties.redisCa());
  }

  /**
   * Does not connect yet.
   *
   * @param url {@code redis://} or {@code rediss://} with user, password, host, port and database
   * @param authority PEM file of who vouches for the certificate of a {@code rediss://}; empty: who
   *     the JVM trusts. The certificate and its host name are always checked
   */
  RedisLink(String url, String authority) {
    this.uri = uri(url);
    this.uri.setTimeout(PATIENCE);
    this.client = RedisClient.create(resources);
    SslOptions.Builder tls = SslOptions.builder().jdkSslProvider();
    this.client.setOptions(
        ClientOptions.builder()
            .sslOptions(
                authority.isEmpty() ? tls.build() : tls.trustManager(new File(authority)).build())
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(Duration.ofSeconds(1)).build())
            .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
            .build());
  }

  /** The complaint has no cause: that would quote the address, and the password in it. */
  private static RedisURI uri(String url) {
    try {
      return RedisURI.create(url);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "REDIS_URL is no address of a Redis: it looks like redis://:PASSWORD@host:6379/0, and"
              + " special letters in its password need %-encoding");
    }
  }

  /** Whether Redis answered last time. */
  boolean isUp() {
    return up;
  }

  /** Asks Redis; empty if it is away. The answer must not be null. */
  <T> Optional<T> ask(Function<RedisCommands<String, byte[]>, T> question) {
    StatefulRedisConnection<String, byte[]> open = connection;
    if (!up || open == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(open.sync()));
    } catch (RedisException e) {
      down(e);
      return Optional.empty();
    }
  }

  /**
   * Sends a command and does not wait: several in a row are one round trip. Empty in the end if
   * Redis is away. The answer must not be null.
   */
  <T> CompletableFuture<Optional<T>> send(
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
    StatefulRedisConnection<String, byte[]> open = connection;
    if (!up || open == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletionStage<T> sent;
    try {
      sent = command.apply(open.async());
    } catch (RedisException e) {
      sent = CompletableFuture.failedFuture(e);
    }
    return sent.handle(this::answer).toCompletableFuture();
  }

  private <T> Optional<T> answer(@Nullable T answer, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    switch (cause) {
      case null -> {
        return Optional.ofNullable(answer);
      }
      case RedisException e -> {
        down(e);
        return Optional.empty();
      }
      case Throwable other -> throw new CompletionException(other);
    }
  }

  /**
   * Tries Redis while it is away; to be called from a thread of its own.
   *
   * @param write a command that proves that Redis takes writes
   * @return true if Redis has just come back
   */
  synchronized boolean probe(Consumer<RedisCommands<String, byte[]>> write) {
    if (up) {
      return false;
    }
    try {
      StatefulRedisConnection<String, byte[]> open = connection;
      if (open == null) {
        open = client.connect(CODEC, uri);
        connection = open;
      }
      write.accept(open.sync());
    } catch (RedisException e) {
      down(e);
      return false;
    }
    if (warned) {
      log.info("Redis is back; its records are being put right");
    }
    warned = false;
    up = true;
    return true;
  }

  /** The client, for what needs a connection of its own. */
  RedisClient client() {
    return client;
  }

  RedisURI uri() {
    return uri;
  }

  private synchronized void down(RedisException e) {
    up = false;
    if (!warned) {
      warned = true;
      log.warn("Redis is away ({}); tracking goes on with the database until it is back", why(e));
    }
  }

  private static String why(RedisException e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no answer");
  }

  @Override
  public void destroy() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    resources.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
