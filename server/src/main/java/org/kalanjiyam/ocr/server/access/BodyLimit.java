package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How much a request that is no upload may send: a page's text fits many times over. A length that
 * is told is looked at before anything is read, one that is not while it is read.
 */
final class BodyLimit extends OncePerRequestFilter {
  static final int MOST = 4 << 20;

  private static final String DETAIL = "A request that is no upload may have 4 MiB.";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return UploadAuthorizationFilter.isUpload(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MOST) {
      new Problem(HttpStatus.CONTENT_TOO_LARGE, "Too large", DETAIL).write(request, response);
    } else if (request.getContentLengthLong() < 0) {
      chain.doFilter(new Counted(request), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static final class Counted extends HttpServletRequestWrapper {
    Counted(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Stream(super.getInputStream());
    }
  }

  private static final class Stream extends ServletInputStream {
    private final ServletInputStream source;
    private int left = MOST;

    Stream(ServletInputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      int value = source.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int got = source.read(bytes, from, length);
      count(Math.max(0, got));
      return got;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        ProblemDetail problem =
            ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, DETAIL);
        throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, problem, null);
      }
    }

    @Override
    public boolean isFinished() {
      return source.isFinished();
    }

    @Override
    public boolean isReady() {
      return source.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      source.setReadListener(listener);
    }
  }
}
