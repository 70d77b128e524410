package org.kalanjiyam.ocr.server.http;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.parser.Host;

/** Addresses and host names as they may stand in a header, and nothing else. */
final class Literal {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
  private static final Pattern IPV4_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");
  private static final Pattern IPV6_PORT = Pattern.compile("\\[([^\\]]*)](?::\\d{1,5})?");

  private Literal() {}

  /** An IPv4 or IPv6 address; empty if the text is none. */
  static Optional<String> address(String text) {
    if (IPV4.matcher(text).matches()) {
      return Optional.of(text);
    }
    return IPV6.matcher(text).matches() && isIpv6(text) ? Optional.of(text) : Optional.empty();
  }

  /** An address that may have its port behind it, as some proxies write it. */
  static Optional<String> addressWithPort(String text) {
    var four = IPV4_PORT.matcher(text);
    if (four.matches()) {
      return address(four.group(1));
    }
    var six = IPV6_PORT.matcher(text);
    return six.matches() ? address(six.group(1)) : address(text);
  }

  /** A host's name or address, IPv6 in brackets, without a port. */
  static Optional<String> host(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]") && isHost(text);
    return bracketed || NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  private static boolean isIpv6(String text) {
    return text.contains(":") && isHost("[" + text + "]");
  }

  private static boolean isHost(String text) {
    try {
      Host.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
