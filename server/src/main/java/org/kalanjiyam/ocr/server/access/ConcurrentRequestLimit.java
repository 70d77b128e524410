package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.kalanjiyam.ocr.server.access.PersonAuthentication.Proof;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How many long requests of one kind (event streams, uploads) a person may have open at a time, on
 * this server. The operator's own token is not limited. A place is given back when the request is
 * over, its asynchronous part included.
 */
final class ConcurrentRequestLimit extends OncePerRequestFilter {
  private final String what;
  private final Predicate<HttpServletRequest> kind;
  private final int most;
  private final ConcurrentMap<Long, Integer> taken = new ConcurrentHashMap<>();

  /**
   * @param what the requests' name for people, in the plural
   * @param kind which requests are meant
   */
  ConcurrentRequestLimit(String what, Predicate<HttpServletRequest> kind, int most) {
    this.what = what;
    this.kind = kind;
    this.most = most;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !kind.test(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!(SecurityContextHolder.getContext().getAuthentication()
            instanceof PersonAuthentication visitor)
        || visitor.proof() instanceof Proof.OperatorsToken) {
      chain.doFilter(request, response);
    } else if (take(visitor.person().id())) {
      holdWhile(visitor.person().id(), request, response, chain);
    } else {
      response.setHeader(HttpHeaders.RETRY_AFTER, "10");
      new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "Too many at a time",
              "You have " + most + " " + what + " open, which is the most. Close one.")
          .write(request, response);
    }
  }

  private void holdWhile(
      long person, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var back = new AtomicBoolean();
    Runnable giveBack =
        () -> {
          if (back.compareAndSet(false, true)) {
            give(person);
          }
        };
    try {
      chain.doFilter(request, response);
    } finally {
      if (!goesOn(request, giveBack)) {
        giveBack.run();
      }
    }
  }

  /** Whether another thread still answers; the place is given back when it has. */
  private static boolean goesOn(HttpServletRequest request, Runnable giveBack) {
    if (!request.isAsyncStarted()) {
      return false;
    }
    try {
      request.getAsyncContext().addListener(new AtEnd(giveBack));
      return true;
    } catch (IllegalStateException e) {
      return false; // it ended since it was asked
    }
  }

  private boolean take(long person) {
    var got = new AtomicBoolean();
    taken.compute(
        person,
        (id, count) -> {
          int now = count == null ? 0 : count;
          got.set(now < most);
          return got.get() ? now + 1 : now;
        });
    return got.get();
  }

  private void give(long person) {
    taken.computeIfPresent(person, (id, count) -> count <= 1 ? null : count - 1);
  }

  private record AtEnd(Runnable giveBack) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      giveBack.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
