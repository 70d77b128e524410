package org.kalanjiyam.ocr.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listening to a real Redis that refuses, forgets and comes back. */
@Timeout(60)
class ProgressChannelsTest {
  private final UUID task = UUID.randomUUID();
  private final String key = "ocr_progress:" + task;
  private final List<UUID> heard = new CopyOnWriteArrayList<>();
  RedisProcess redis;
  RedisLink link;
  ProgressChannels channels;

  @BeforeEach
  void start() throws Exception {
    redis = new RedisProcess();
    link = new RedisLink(redis.url(), "");
    channels = new ProgressChannels(link);
    channels.onMessage(heard::add);
  }

  @AfterEach
  void stop() throws Exception {
    link.destroy();
    redis.close();
  }

  @Test
  void aSubscriptionThatWasRefusedIsAskedForAgain() {
    look();
    redis.with(commands -> commands.aclSetuser("default", new AclSetuserArgs().resetChannels()));
    channels.open(task);
    look();
    assertThat(subscribers()).isZero();

    redis.with(commands -> commands.aclSetuser("default", new AclSetuserArgs().allChannels()));
    awaitHeard();
  }

  @Test
  void aRedisThatWasAwayIsListenedToAgainWithinSeconds() throws Exception {
    look();
    channels.open(task);
    awaitHeard();

    redis.kill();
    Thread.sleep(2_500);
    redis.start();
    heard.clear();
    awaitHeard();
  }

  @Test
  void whatNobodyWatchesIsNotListenedTo() {
    look();
    channels.open(task);
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> subscribers() == 1);

    channels.close(task);

    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> subscribers() == 0);
  }

  /** As the clock of the server does each second. */
  private void look() {
    link.probe(RedisCommands::ping);
    channels.connect();
  }

  private void awaitHeard() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(6))
        .until(
            () -> {
              look();
              redis.with(commands -> commands.publish(key, "1"));
              return heard.contains(task);
            });
  }

  private long subscribers() {
    long[] count = new long[1];
    redis.with(commands -> count[0] = commands.pubsubNumsub(key).get(key));
    return count[0];
  }
}
