package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How much a request that is no upload may send: 4 MiB by somebody who is signed in, which a page's
 * text fits many times over, and 64 KiB by anybody else. A length that is told is looked at before
 * anything is read, one that is not while it is read; a stranger's form tells it.
 */
final class BodyLimit extends OncePerRequestFilter {
  static final int MOST = 4 << 20;
  static final int STRANGERS = 64 << 10;

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return UploadAuthorizationFilter.isUpload(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean known =
        SecurityContextHolder.getContext().getAuthentication() instanceof PersonAuthentication;
    int most = known ? MOST : STRANGERS;
    if (request.getContentLengthLong() > most) {
      new Problem(HttpStatus.CONTENT_TOO_LARGE, "Too large", detail(most)).write(request, response);
    } else if (!isChunked(request)) {
      chain.doFilter(request, response);
    } else if (known || !isForm(request)) {
      chain.doFilter(new Counted(request, most), response);
    } else {
      new Problem(
              HttpStatus.LENGTH_REQUIRED,
              "Length needed",
              "A form is sent with its Content-Length.")
          .write(request, response);
    }
  }

  /** Whether many of these at a time would be felt. */
  static boolean isLarge(HttpServletRequest request) {
    return !UploadAuthorizationFilter.isUpload(request)
        && (isChunked(request) || request.getContentLengthLong() > STRANGERS);
  }

  private static boolean isChunked(HttpServletRequest request) {
    return request.getContentLengthLong() < 0
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  private static String detail(int most) {
    return most == MOST
        ? "A request that is no upload may have 4 MiB."
        : "A request by somebody who is not signed in may have 64 KiB.";
  }

  private static final class Counted extends HttpServletRequestWrapper {
    private final int most;

    Counted(HttpServletRequest request, int most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Stream(super.getInputStream(), most);
    }
  }

  private static final class Stream extends ServletInputStream {
    private final ServletInputStream source;
    private final int most;
    private int left;

    Stream(ServletInputStream source, int most) {
      this.source = source;
      this.most = most;
      this.left = most;
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
            ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, detail(most));
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
