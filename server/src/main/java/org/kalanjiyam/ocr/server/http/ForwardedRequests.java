package org.kalanjiyam.ocr.server.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Takes a named proxy's word on who its client is and what address that client asked for: {@code
 * X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port}. What is not an address, a
 * scheme, a host or a port there is as if it were not said, and nobody else's headers count. Of
 * several addresses the last one that is no named proxy's counts, for a client may write the first
 * ones itself.
 */
final class ForwardedRequests extends ValveBase {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int HIGHEST_PORT = 65_535;

  private final NamedProxies proxies;

  ForwardedRequests(NamedProxies proxies) {
    super(true);
    this.proxies = proxies;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (proxies.includes(request.getRemoteAddr())) {
      client(values(request, "X-Forwarded-For"))
          .ifPresent(
              address -> {
                request.setRemoteAddr(address);
                request.setRemoteHost(address);
              });
      address(request);
    }
    getNext().invoke(request, response);
  }

  private void address(Request request) {
    List<String> schemes = values(request, "X-Forwarded-Proto");
    boolean told = !schemes.isEmpty();
    boolean https = told && schemes.stream().allMatch("https"::equalsIgnoreCase);
    if (told) {
      request.setSecure(https);
      request.getCoyoteRequest().scheme().setString(https ? "https" : "http");
    }
    List<String> hosts = values(request, "X-Forwarded-Host");
    String asked = hosts.isEmpty() ? request.getHeader("Host") : hosts.getLast();
    Optional<HostAndPort> host = Optional.ofNullable(asked).flatMap(HostAndPort::parse);
    if (host.isEmpty()) {
      return;
    }
    request.getCoyoteRequest().serverName().setString(host.get().host());
    List<String> ports = values(request, "X-Forwarded-Port");
    int usual = request.isSecure() ? HTTPS : HTTP;
    request.setServerPort(
        port(ports.isEmpty() ? "" : ports.getLast())
            .or(() -> port(host.get().port()))
            .orElse(usual));
  }

  /** The last address that is no named proxy's; the proxies' own if there are only those. */
  private Optional<String> client(List<String> chain) {
    Optional<String> client = Optional.empty();
    for (String hop : chain.reversed()) {
      Optional<String> address = Literal.addressWithPort(hop);
      if (address.isEmpty()) {
        return client;
      }
      client = address;
      if (!proxies.includes(address.get())) {
        return client;
      }
    }
    return client;
  }

  private static Optional<Integer> port(String text) {
    return text.matches("\\d{1,5}")
        ? Optional.of(Integer.valueOf(text)).filter(port -> port > 0 && port <= HIGHEST_PORT)
        : Optional.empty();
  }

  private static List<String> values(Request request, String header) {
    List<String> all = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(header))) {
      Arrays.stream(line.split(",")).map(String::strip).forEach(all::add);
    }
    return all;
  }

  /** As in a Host header; without a port it is empty. */
  private record HostAndPort(String host, String port) {
    static Optional<HostAndPort> parse(String text) {
      int colon = text.endsWith("]") ? -1 : text.lastIndexOf(':');
      String host = colon < 0 ? text : text.substring(0, colon);
      String port = colon < 0 ? "" : text.substring(colon + 1);
      return Literal.host(host).map(good -> new HostAndPort(good, port));
    }
  }
}
