package org.kalanjiyam.ocr.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where links lead that are given to somebody else: to the public address of the configuration.
 * Without one, to the host that the request asked for if that is this machine, else to the address
 * at which the request came in; never to whatever a {@code Host} header says. Thread-safe.
 */
@Component
public final class PublicAddress {
  private final Optional<String> configured;

  @Autowired
  PublicAddress(AddressProperties properties) {
    this(properties.publicUrl());
  }

  PublicAddress(String configured) {
    this.configured = configured.isBlank() ? Optional.empty() : Optional.of(parse(configured));
  }

  /**
   * A public address without a slash at its end.
   *
   * @throws Refused if it is not an address of a web site
   */
  public static String parse(String text) {
    try {
      URI address = new URI(text.strip());
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getQuery() == null
          && address.getFragment() == null) {
        return address.toString().replaceAll("/+$", "");
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new Refused("A public address is like https://books.example.org, not '" + text + "'");
  }

  /** The address of the configuration, without a slash at its end. */
  public Optional<String> configured() {
    return configured;
  }

  /** A link to a path of this server for somebody else than who asks. */
  public UriComponentsBuilder link(HttpServletRequest request) {
    if (configured.isPresent()) {
      return UriComponentsBuilder.fromUriString(configured.get());
    }
    UriComponentsBuilder link =
        UriComponentsBuilder.newInstance().scheme(request.isSecure() ? "https" : "http");
    if (isSure(request)) {
      link.host(request.getServerName()).port(request.getServerPort());
    } else {
      String address = request.getLocalAddr();
      link.host(address.contains(":") ? "[" + address + "]" : address).port(request.getLocalPort());
    }
    return link.path(request.getContextPath());
  }

  /** Whether {@link #link} leads to where whoever asks found the server. */
  public boolean isSure(HttpServletRequest request) {
    return configured.isPresent() || isThisMachine(request.getServerName());
  }

  private static boolean isThisMachine(String host) {
    if (host.equalsIgnoreCase("localhost") || host.equalsIgnoreCase(machineName())) {
      return true;
    }
    String bare = host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
    if (Literal.address(bare).isEmpty()) {
      return false; // a name is not looked up: whoever answers for it would decide
    }
    try {
      InetAddress address = InetAddress.getByName(bare);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  private static String machineName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
