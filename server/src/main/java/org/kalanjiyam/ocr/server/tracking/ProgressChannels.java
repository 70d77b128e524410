package org.kalanjiyam.ocr.server.tracking;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Listens to the channels {@code ocr_progress:{task_id}} of the tasks that are watched here, over
 * one connection of its own. It comes back by itself after an outage, at another moment than the
 * commands' connection, and what is asked of it meanwhile is refused: so each second what it
 * listens to is compared with what is wanted. A message only means "look again".
 */
@Component
class ProgressChannels {
  private static final Logger log = LoggerFactory.getLogger(ProgressChannels.class);

  private final RedisLink redis;
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
  private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;
  private volatile Consumer<UUID> listener = id -> {};

  ProgressChannels(RedisLink redis) {
    this.redis = redis;
  }

  void onMessage(Consumer<UUID> heard) {
    listener = heard;
  }

  void open(UUID taskId) {
    if (wanted.add(Records.progressKey(taskId))) {
      subscribe(Records.progressKey(taskId));
    }
  }

  void close(UUID taskId) {
    String channel = Records.progressKey(taskId);
    if (wanted.remove(channel)) {
      unsubscribe(channel);
    }
  }

  /** Connects once Redis is there, and asks again for what it has not said yes to. */
  @Scheduled(fixedDelay = 1000)
  void connect() {
    if (!redis.isUp()) {
      return;
    }
    if (connection == null && !opened()) {
      return;
    }
    wanted.stream().filter(channel -> !confirmed.contains(channel)).forEach(this::subscribe);
    confirmed.stream().filter(channel -> !wanted.contains(channel)).forEach(this::unsubscribe);
  }

  private boolean opened() {
    try {
      var open = redis.client().connectPubSub(redis.uri());
      open.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              heard(channel);
            }

            @Override
            public void subscribed(String channel, long count) {
              confirmed.add(channel);
            }

            @Override
            public void unsubscribed(String channel, long count) {
              confirmed.remove(channel);
            }
          });
      connection = open;
      return true;
    } catch (RedisException e) {
      log.debug("Channels are opened later: {}", e.getMessage());
      return false;
    }
  }

  private void subscribe(String channel) {
    StatefulRedisPubSubConnection<String, String> open = connection;
    if (open != null && redis.isUp()) {
      open.async().subscribe(channel);
    }
  }

  private void unsubscribe(String channel) {
    StatefulRedisPubSubConnection<String, String> open = connection;
    if (open != null && redis.isUp()) {
      open.async().unsubscribe(channel);
    }
  }

  private void heard(String channel) {
    listener.accept(UUID.fromString(channel.substring(channel.indexOf(':') + 1)));
  }
}
