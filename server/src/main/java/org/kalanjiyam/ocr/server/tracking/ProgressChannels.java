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
 * one connection of its own that subscribes again by itself. A message only means "look again".
 */
@Component
class ProgressChannels {
  private static final Logger log = LoggerFactory.getLogger(ProgressChannels.class);

  private final RedisLink redis;
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
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
    StatefulRedisPubSubConnection<String, String> open = connection;
    if (wanted.remove(channel) && open != null && redis.isUp()) {
      open.async().unsubscribe(channel);
    }
  }

  /** Connects once Redis is there; from then on the client keeps the subscriptions. */
  @Scheduled(fixedDelay = 1000)
  void connect() {
    if (connection != null || !redis.isUp()) {
      return;
    }
    try {
      var open = redis.client().connectPubSub(redis.uri());
      open.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              heard(channel);
            }
          });
      connection = open;
      wanted.forEach(this::subscribe);
    } catch (RedisException e) {
      log.debug("Channels are opened later: {}", e.getMessage());
    }
  }

  private void subscribe(String channel) {
    StatefulRedisPubSubConnection<String, String> open = connection;
    if (open != null && redis.isUp()) {
      open.async().subscribe(channel);
    }
  }

  private void heard(String channel) {
    listener.accept(UUID.fromString(channel.substring(channel.indexOf(':') + 1)));
  }
}
