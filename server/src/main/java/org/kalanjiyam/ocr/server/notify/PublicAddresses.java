package org.kalanjiyam.ocr.server.notify;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds hosts on the public internet alone. What it answers is what is connected to, so that a name
 * cannot point elsewhere a moment later. Thread-safe.
 */
final class PublicAddresses implements DnsResolver {
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    if (!Arrays.stream(all).allMatch(PublicAddresses::isPublic)) {
      throw new UnknownHostException(
          host
              + " is not on the public internet; KALANJIYAM_NOTIFY_PRIVATE_ADDRESSES=true allows it");
    }
    return all;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  /** By IANA's registries of special-purpose addresses. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address v4 -> isPublic(v4.getAddress());
      case Inet6Address v6 -> isPublicV6(v6.getAddress());
      default -> false;
    };
  }

  private static boolean isPublic(byte[] v4) {
    int a = v4[0] & 0xff;
    int b = v4[1] & 0xff;
    int c = v4[2] & 0xff;
    return a != 0
        && a < 224 // multicast and reserved
        && !(a == 100 && b >= 64 && b < 128) // shared by carriers
        && !(a == 192 && b == 0 && c == 0) // protocol assignments
        && !(a == 192 && b == 0 && c == 2) // documentation
        && !(a == 198 && (b == 18 || b == 19)) // benchmarks
        && !(a == 198 && b == 51 && c == 100) // documentation
        && !(a == 203 && b == 0 && c == 113); // documentation
  }

  /** Global unicast, without the ranges that carry an IPv4 address to who knows where. */
  private static boolean isPublicV6(byte[] v6) {
    boolean global = (v6[0] & 0xe0) == 0x20;
    boolean sixToFour = (v6[0] & 0xff) == 0x20 && v6[1] == 0x02;
    boolean special = (v6[0] & 0xff) == 0x20 && v6[1] == 0x01 && v6[2] == 0 || isDocumentation(v6);
    return global && !sixToFour && !special;
  }

  private static boolean isDocumentation(byte[] v6) {
    return (v6[0] & 0xff) == 0x20
        && v6[1] == 0x01
        && (v6[2] & 0xff) == 0x0d
        && (v6[3] & 0xff) == 0xb8;
  }
}
