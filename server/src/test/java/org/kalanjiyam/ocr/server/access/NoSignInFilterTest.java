package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

class NoSignInFilterTest extends ServerFixture {
  @Autowired private People people;

  @AfterEach
  void leave() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void onAnAddressThatOthersReachItDoesNotStart() throws Exception {
    for (String address : new String[] {"0.0.0.0", "192.0.2.1", "::"}) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new NoSignInFilter(people, InetAddress.getByName(address)))
          .withMessageContaining("--open");
    }
    assertThatIllegalStateException().isThrownBy(() -> new NoSignInFilter(people, null));
  }

  @Test
  void whoeverIsHereIsTheAdministrator() throws Exception {
    assertThat(enter(request("GET")).getPrincipal()).isEqualTo(people.firstAdministrator());
  }

  @Test
  void aPageOfAnotherSiteIsRefused() throws Exception {
    MockHttpServletRequest forged = request("POST");
    forged.addHeader("Origin", "https://evil.example");
    assertThat(enter(forged)).isNull();

    MockHttpServletRequest told = request("POST");
    told.addHeader("Sec-Fetch-Site", "cross-site");
    assertThat(enter(told)).isNull();

    MockHttpServletRequest own = request("POST");
    own.addHeader("Origin", "http://localhost:8080");
    own.addHeader("Sec-Fetch-Site", "same-origin");
    assertThat(enter(own)).isNotNull();
  }

  @Test
  void aMadeUpNameOfThisMachineIsRefused() throws Exception {
    var request = new MockHttpServletRequest("GET", "/");
    request.setRemoteAddr("127.0.0.1");
    request.addHeader("Host", "rebound.evil.example:8080");
    assertThat(enter(request)).isNull();
  }

  @Test
  void aRequestFromAnotherMachineIsRefused() throws Exception {
    MockHttpServletRequest request = request("GET");
    request.setRemoteAddr("192.0.2.7");
    assertThat(enter(request)).isNull();
  }

  private static MockHttpServletRequest request(String method) {
    var request = new MockHttpServletRequest(method, "/");
    request.setServerName("localhost");
    request.addHeader("Host", "localhost:8080");
    request.setRemoteAddr("127.0.0.1");
    return request;
  }

  private Authentication enter(MockHttpServletRequest request) throws Exception {
    var found = new AtomicReference<Authentication>();
    var response = new MockHttpServletResponse();
    new NoSignInFilter(people, InetAddress.getLoopbackAddress())
        .doFilter(
            request,
            response,
            (asked, answer) -> found.set(SecurityContextHolder.getContext().getAuthentication()));
    SecurityContextHolder.clearContext();
    assertThat(response.getStatus()).isEqualTo(found.get() == null ? 403 : 200);
    return found.get();
  }
}
