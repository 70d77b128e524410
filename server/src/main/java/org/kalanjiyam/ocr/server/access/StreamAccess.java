package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.PersonAuthentication.Proof;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Sessions;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks again, while a stream goes on, whether its reader may still have it: before what is written
 * ten seconds after the last time, which heartbeats see to. A reader who was shut out, whose session
 * or token ended, or who lost the book, hears no more: the stream ends, and asking anew is refused.
 */
@Component
final class StreamAccess {
  private static final Duration ASK_EVERY = Duration.ofSeconds(9);

  private final AccessRules rules;
  private final People people;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final Clock clock;

  StreamAccess(
      AccessRules rules, People people, Sessions sessions, ApiTokens tokens, Clock clock) {
    this.rules = rules;
    this.people = people;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  void addTo(HttpSecurity http) {
    http.addFilterAfter(new AsksAgain(), AuthorizationFilter.class);
  }

  private final class AsksAgain extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
      return !Limits.isStream(request);
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      if (SecurityContextHolder.getContext().getAuthentication()
          instanceof PersonAuthentication reader) {
        HttpSession session = request.getSession(false);
        String id = session == null ? "" : session.getId();
        chain.doFilter(request, new Watched(response, () -> may(reader, id, request)));
      } else {
        chain.doFilter(request, response);
      }
    }
  }

  private boolean may(PersonAuthentication reader, String session, HttpServletRequest request) {
    return now(reader, session)
        .map(person -> rules.decide(new PersonAuthentication(person, reader.proof()), request))
        .filter(verdict -> verdict == Verdict.GRANTED)
        .isPresent();
  }

  private Optional<Person> now(PersonAuthentication reader, String session) {
    long id = reader.person().id();
    return switch (reader.proof()) {
      case Proof.Session() -> sessions.isOpen(id, session) ? people.byId(id) : Optional.empty();
      case Proof.Token(long token) -> tokens.bearerOf(token);
      case Proof.OperatorsToken(), Proof.None() -> people.byId(id);
    };
  }

  private interface Question {
    boolean may();
  }

  /** Nobody sees the last bytes before the answer is known again. */
  private final class Watched extends HttpServletResponseWrapper {
    private final Question question;
    private @Nullable ServletOutputStream out;

    Watched(HttpServletResponse response, Question question) {
      super(response);
      this.question = question;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      if (out == null) {
        out = new Asking(super.getOutputStream(), question);
      }
      return out;
    }
  }

  private final class Asking extends ServletOutputStream {
    private final ServletOutputStream out;
    private final Question question;
    private Instant asked = clock.instant();

    Asking(ServletOutputStream out, Question question) {
      this.out = out;
      this.question = question;
    }

    @Override
    public void write(int value) throws IOException {
      ask();
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      ask();
      out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }

    private void ask() throws IOException {
      Instant now = clock.instant();
      if (now.isAfter(asked.plus(ASK_EVERY))) {
        asked = now;
        if (!question.may()) {
          throw new ClientAbortException("The reader may have this stream no longer");
        }
      }
    }
  }
}
