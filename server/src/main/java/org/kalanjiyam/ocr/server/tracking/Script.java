package org.kalanjiyam.ocr.server.tracking;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Lua script: sent by its digest, and whole only where Redis does not have it. */
final class Script {
  private final String text;
  private final String digest;

  Script(String text) {
    this.text = text;
    this.digest = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Runs the script; its answer is an integer. */
  long run(RedisCommands<String, byte[]> redis, List<String> keys, List<byte[]> arguments) {
    String[] keyArray = keys.toArray(String[]::new);
    byte[][] argumentArray = arguments.toArray(byte[][]::new);
    try {
      return redis.<Long>evalsha(digest, ScriptOutputType.INTEGER, keyArray, argumentArray);
    } catch (RedisNoScriptException e) {
      return redis.<Long>eval(text, ScriptOutputType.INTEGER, keyArray, argumentArray);
    }
  }
}
