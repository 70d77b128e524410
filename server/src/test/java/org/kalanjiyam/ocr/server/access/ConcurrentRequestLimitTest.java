package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.access.PersonAuthentication.Proof;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

class ConcurrentRequestLimitTest {
  private final ConcurrentRequestLimit places =
      new ConcurrentRequestLimit("event streams", request -> true, 2);
  private int reached;
  private final FilterChain stays =
      (request, response) -> {
        reached++;
        request.startAsync();
      };
  private final FilterChain goes = (request, response) -> reached++;

  @AfterEach
  void leave() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void theThirdStreamOfAPersonIsTurnedAwayUntilOneEnds() throws Exception {
    enter(1, new Proof.Session());
    MockHttpServletRequest first = open();
    open();
    MockHttpServletResponse refused = answer(stays);
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("10");
    assertThat(reached).isEqualTo(2);

    ((MockAsyncContext) first.getAsyncContext()).complete();
    assertThat(answer(stays).getStatus()).isEqualTo(200);
  }

  @Test
  void anotherPersonHasPlacesOfTheirOwn() throws Exception {
    enter(1, new Proof.Session());
    open();
    open();
    enter(2, new Proof.Session());
    assertThat(answer(stays).getStatus()).isEqualTo(200);
  }

  @Test
  void aRequestThatIsOverGivesItsPlaceBack() throws Exception {
    enter(1, new Proof.Session());
    for (int n = 0; n < 5; n++) {
      assertThat(answer(goes).getStatus()).isEqualTo(200);
    }
  }

  @Test
  void aStreamThatEndsWhileItsThreadGoesBackGivesItsPlaceBack() throws Exception {
    enter(1, new Proof.Session());
    for (int n = 0; n < 5; n++) {
      var request =
          new MockHttpServletRequest("GET", "/") {
            @Override
            public AsyncContext getAsyncContext() {
              throw new IllegalStateException("it is over");
            }
          };
      request.setAsyncSupported(true);
      var response = new MockHttpServletResponse();
      places.doFilter(request, response, stays);
      assertThat(response.getStatus()).isEqualTo(200);
    }
  }

  @Test
  void theOperatorsTokenHasNoLimit() throws Exception {
    enter(1, new Proof.OperatorsToken());
    for (int n = 0; n < 5; n++) {
      assertThat(answer(stays).getStatus()).isEqualTo(200);
    }
  }

  @Test
  void aBucketFillsSteadily() {
    var clock = new org.kalanjiyam.ocr.server.MutableClock();
    clock.set(Instant.parse("2026-03-01T10:00:00Z"));
    var rate = new Buckets<Integer>(4, 2, java.time.Duration.ofSeconds(1), clock);
    for (int n = 0; n < 4; n++) {
      assertThat(rate.take(7)).isTrue();
    }
    assertThat(rate.take(7)).isFalse();
    assertThat(rate.take(8)).isTrue();
    clock.advance(java.time.Duration.ofMillis(500));
    assertThat(rate.take(7)).isTrue();
    assertThat(rate.take(7)).isFalse();
  }

  private MockHttpServletRequest open() throws Exception {
    var request = new MockHttpServletRequest("GET", "/");
    request.setAsyncSupported(true);
    places.doFilter(request, new MockHttpServletResponse(), stays);
    return request;
  }

  private MockHttpServletResponse answer(FilterChain chain) throws Exception {
    var request = new MockHttpServletRequest("GET", "/");
    request.setAsyncSupported(true);
    var response = new MockHttpServletResponse();
    places.doFilter(request, response, chain);
    return response;
  }

  private static void enter(long id, Proof proof) {
    SecurityContextHolder.getContext()
        .setAuthentication(new PersonAuthentication(new Person(id, "p", "P", Role.READER), proof));
  }
}
