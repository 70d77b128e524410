package org.kalanjiyam.ocr.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test sends whatever it likes, whole or not. */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket = new Socket();

  public RawHttp(int port) {
    this("127.0.0.1", port);
  }

  /** From an address of this machine. */
  RawHttp(String from, int port) {
    try {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends text as it is; a connection that the server has closed takes no more. */
  public boolean send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The answer's status; 0 if the server closed without one, -1 if it says nothing. */
  public int status() {
    try {
      StringBuilder line = new StringBuilder();
      for (int next = socket.getInputStream().read();
          next != '\n';
          next = socket.getInputStream().read()) {
        if (next < 0) {
          return 0;
        }
        line.append((char) next);
      }
      return Integer.parseInt(line.toString().split(" ")[1]);
    } catch (SocketTimeoutException e) {
      return -1;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
