package org.kalanjiyam.ocr.server.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * The reverse proxies whose word on their clients is taken: addresses and networks ({@code
 * 10.0.0.7}, {@code 10.1.0.0/16}, {@code fd00::/8}). Thread-safe.
 */
public final class NamedProxies {
  /** The proxies of this machine alone. */
  public static final String LOOPBACK = "127.0.0.0/8,::1";

  private final List<IpAddressMatcher> networks;

  private NamedProxies(List<IpAddressMatcher> networks) {
    this.networks = networks;
  }

  /** Nobody is believed. */
  public static NamedProxies none() {
    return new NamedProxies(List.of());
  }

  /**
   * Reads a list with commas.
   *
   * @throws Refused if one is neither an address nor a network; host names are not, for whoever
   *     answers for them could then say who is believed
   */
  public static NamedProxies parse(String list) {
    return new NamedProxies(
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .map(NamedProxies::network)
            .toList());
  }

  private static IpAddressMatcher network(String text) {
    String address = text.replaceFirst("/\\d{1,3}$", "");
    if (Literal.address(address).isEmpty()) {
      throw new Refused(
          "A proxy is named by its address or network, such as 10.0.0.7 or 10.1.0.0/16, not '"
              + text
              + "'");
    }
    return new IpAddressMatcher(text);
  }

  boolean isEmpty() {
    return networks.isEmpty();
  }

  boolean includes(InetAddress address) {
    return !networks.isEmpty() && includes(address.getHostAddress().replaceFirst("%.*", ""));
  }

  /**
   * @param address an address as a literal
   */
  boolean includes(String address) {
    return networks.stream().anyMatch(network -> network.matches(address));
  }
}
