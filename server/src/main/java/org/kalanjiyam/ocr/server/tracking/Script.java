package org.kalanjiyam.ocr.server.tracking;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A Lua script: sent by its digest, and whole only where Redis does not have it. */
final class Script {
  private final String text;
  private final String digest;

  Script(String text) {
    this.text = text;
    this.digest = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the script and does not wait; its answer is an integer. */
  CompletionStage<Long> run(
      RedisAsyncCommands<String, byte[]> redis, List<String> keys, List<byte[]> arguments) {
    String[] keyArray = keys.toArray(String[]::new);
    byte[][] argumentArray = arguments.toArray(byte[][]::new);
    return redis
        .<Long>evalsha(digest, ScriptOutputType.INTEGER, keyArray, argumentArray)
        .exceptionallyCompose(
            failure -> {
              if (isUnknown(failure)) {
                return redis.eval(text, ScriptOutputType.INTEGER, keyArray, argumentArray);
              }
              throw failure instanceof CompletionException e ? e : new CompletionException(failure);
            });
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof RedisNoScriptException
        || failure.getCause() instanceof RedisNoScriptException;
  }
}
