package org.kalanjiyam.ocr.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PublicAddressTest {
  private final PublicAddress unknown = new PublicAddress("");

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "203.0.113.9", "localhost.evil.example", "127.0.0.1.nip.io"})
  void aHostThatSomebodyMadeUpIsInNoLink(String host) {
    MockHttpServletRequest request = request(host);
    assertThat(unknown.link(request).path("/join").toUriString())
        .isEqualTo("http://192.0.2.5:8080/join");
    assertThat(unknown.isSure(request)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.0.0.2"})
  void thisMachineIsKnown(String host) {
    assertThat(unknown.link(request(host)).path("/join").toUriString())
        .isEqualTo("http://" + host + ":8080/join");
    assertThat(unknown.isSure(request(host))).isTrue();
  }

  @Test
  void whatIsConfiguredCountsWhateverIsAskedFor() {
    PublicAddress known = new PublicAddress("https://books.example/scans/");
    assertThat(known.link(request("evil.example")).path("/join").toUriString())
        .isEqualTo("https://books.example/scans/join");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "books.example",
        "ftp://books.example",
        "https://me:secret@books.example",
        "https:///x",
        "https://books.example/?a=b",
        "https://books example"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> new PublicAddress(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static MockHttpServletRequest request(String host) {
    var request = new MockHttpServletRequest("POST", "/people");
    request.setServerName(host);
    request.setServerPort(8080);
    request.setLocalAddr("192.0.2.5");
    request.setLocalPort(8080);
    return request;
  }
}
