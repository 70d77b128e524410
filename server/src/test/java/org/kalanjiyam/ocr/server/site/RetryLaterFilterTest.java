package org.kalanjiyam.ocr.server.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.springframework.jms.IllegalStateException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.json.JsonMapper;

class RetryLaterFilterTest {
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void aProgramIsToldWhenToComeAgain() throws Exception {
    visit("/api/v1/tasks", "application/json", new CannotCreateTransactionException("away"));
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    assertThat(response.getContentType()).startsWith("application/problem+json");
    assertThat(JsonMapper.shared().readTree(response.getContentAsString()).path("status").asInt())
        .isEqualTo(503);
  }

  @Test
  void aBrowserGetsAPageThatComesBackByItself() throws Exception {
    visit("/", "text/html,*/*", new ServletException(new CannotCreateTransactionException("away")));
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentAsString()).contains("http-equiv=\"refresh\"", "Nothing is lost");
  }

  @Test
  void aBrokerThatIsAwayIsToldAlike() throws Exception {
    visit(
        "/api/v1/tasks",
        "*/*",
        new IllegalStateException(new jakarta.jms.IllegalStateException("away")));
    assertThat(response.getStatus()).isEqualTo(503);
  }

  @Test
  void aDefectStaysADefect() {
    assertThatThrownBy(() -> visit("/", "text/html", new NullPointerException("a defect")))
        .isInstanceOf(NullPointerException.class);
  }

  private void visit(String path, String accept, Exception failure) throws Exception {
    var request = new MockHttpServletRequest("GET", path);
    request.addHeader("Accept", accept);
    new RetryLaterFilter()
        .doFilter(
            request,
            response,
            (asked, answered) -> {
              if (failure instanceof ServletException e) {
                throw e;
              }
              throw (RuntimeException) failure;
            });
  }
}
