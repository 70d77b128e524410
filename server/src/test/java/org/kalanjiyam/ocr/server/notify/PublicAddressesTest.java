package org.kalanjiyam.ocr.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "2001:0:1::1"
      })
  void thoseOfANetworkOfItsOwnAreNotPublic(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:4700::1111"})
  void othersAre(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://[::1]:%d/",
        "http://0x7f000001:%d/",
        "http://2130706433:%d/",
        "http://127.1:%d/"
      })
  void aWebhookNeverReachesThisMachine(String url) throws Exception {
    try (var listening = new java.net.ServerSocket(0)) {
      listening.setSoTimeout(300);
      var sender =
          new WebhookSender(
              Clock.systemUTC(), new NotifyProperties(Duration.ofMinutes(5), false, "a@b"));
      var attempt =
          sender.send(
              new Outbox.Due(
                  UUID.randomUUID(),
                  1,
                  1,
                  url.formatted(listening.getLocalPort()),
                  new byte[32],
                  null,
                  null,
                  "{}"));
      sender.destroy();
      assertThat(attempt.sent()).isFalse();
      assertThat(attempt.status()).isNull();
      assertThatThrownBy(listening::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void theSignatureIsThatOfTheStandardsExample() {
    byte[] secret = java.util.Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            Signature.of(
                secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
