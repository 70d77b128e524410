package org.kalanjiyam.ocr.server.platform;

/** Which Redis the server tracks with. */
sealed interface RedisChoice extends AutoCloseable {
  /** Address, password included. */
  String url();

  @Override
  void close();

  /** One that runs anyway; it is left alone. */
  record Site(String url) implements RedisChoice {
    @Override
    public void close() {}

    @Override
    public String toString() {
      return "Site[...]";
    }
  }

  /** One that this server started. */
  record Own(BundledRedis redis) implements RedisChoice {
    @Override
    public String url() {
      return redis.url();
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
