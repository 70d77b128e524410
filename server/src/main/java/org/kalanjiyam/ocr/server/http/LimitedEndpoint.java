package org.kalanjiyam.ocr.server.http;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's sockets, counted by address. Whoever has as many as they may, and among them one whose
 * request is not complete, loses the oldest such one for a new one: so that somebody who only opens
 * and waits shuts out nobody behind the same address. When three quarters of all connections there
 * may be are open, each new one costs the oldest incomplete one of all: so that nobody is shut out
 * by many addresses either. Thread-safe.
 */
final class LimitedEndpoint extends NioEndpoint {
  private volatile int byAddress = Integer.MAX_VALUE;
  private volatile int many = Integer.MAX_VALUE;
  private volatile NamedProxies exempt = NamedProxies.none();

  /** A connection on which a request has begun whose headers have no end yet. */
  private record HalfOpen(SocketWrapperBase<NioChannel> connection, long begunNanos) {}

  void limit(int inAll, int most, NamedProxies proxies) {
    this.many = inAll - inAll / 4;
    this.byAddress = most;
    this.exempt = proxies;
  }

  int closeSlow(Duration headersMayTake) {
    long latest = System.nanoTime() - headersMayTake.toNanos();
    List<HalfOpen> slow =
        getConnections().stream()
            .flatMap(connection -> halfOpen(connection).stream())
            .filter(halfOpen -> halfOpen.begunNanos() - latest < 0)
            .toList();
    slow.forEach(halfOpen -> halfOpen.connection().close());
    return slow.size();
  }

  @Override
  protected boolean setSocketOptions(SocketChannel channel) {
    InetAddress address = channel.socket().getInetAddress();
    if (address != null && !exempt.includes(address)) {
      List<SocketWrapperBase<NioChannel>> others = from(address);
      if (others.size() >= byAddress && !closeOldestHalfOpen(others)) {
        destroySocket(channel);
        return false;
      }
    }
    if (connections.size() >= many) {
      closeOldestHalfOpen(connections.values());
    }
    return super.setSocketOptions(channel);
  }

  private List<SocketWrapperBase<NioChannel>> from(InetAddress address) {
    return connections.entrySet().stream()
        .filter(open -> address.equals(open.getKey().socket().getInetAddress()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean closeOldestHalfOpen(
      Collection<? extends SocketWrapperBase<NioChannel>> connections) {
    Optional<HalfOpen> oldest =
        connections.stream()
            .flatMap(connection -> halfOpen(connection).stream())
            .min(Comparator.comparingLong(HalfOpen::begunNanos));
    oldest.ifPresent(halfOpen -> halfOpen.connection().close());
    return oldest.isPresent();
  }

  /** A processor stays with a socket only while it waits for headers, or for something to tell. */
  private static Optional<HalfOpen> halfOpen(SocketWrapperBase<NioChannel> connection) {
    @Nullable Object processor = connection.getCurrentProcessor();
    if (processor instanceof Processor waiting
        && !waiting.isAsync()
        && !waiting.isUpgrade()
        && waiting.getRequest() instanceof Request request
        && request.getStartTimeNanos() >= 0) {
      return Optional.of(new HalfOpen(connection, request.getStartTimeNanos()));
    }
    return Optional.empty();
  }
}
