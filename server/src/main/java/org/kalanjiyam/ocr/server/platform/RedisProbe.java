package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks what listens on a port of the loopback, without a client library. */
final class RedisProbe {
  private static final int MILLIS = 1000;
  private static final int ANSWER_LENGTH = 5;

  private RedisProbe() {}

  /** What a port turned out to be. */
  enum Answer {
    REDIS,
    REDIS_WITH_PASSWORD,
    SOMETHING_ELSE,
    NOBODY
  }

  static Answer ask(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(MILLIS);
      socket.connect(new InetSocketAddress(Ports.loopback(), port), MILLIS);
      return ping(socket);
    } catch (IOException e) {
      return Answer.NOBODY;
    }
  }

  private static Answer ping(Socket socket) {
    try {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readNBytes(ANSWER_LENGTH), StandardCharsets.US_ASCII);
      return switch (answer) {
        case "+PONG", "-LOAD" -> Answer.REDIS;
        case "-NOAU" -> Answer.REDIS_WITH_PASSWORD;
        default -> Answer.SOMETHING_ELSE;
      };
    } catch (IOException e) {
      return Answer.SOMETHING_ELSE;
    }
  }
}
