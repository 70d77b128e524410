package org.kalanjiyam.ocr.server.http;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Sends nothing with a 416: the framework would send the whole file to somebody who asked for a
 * part that it does not have.
 */
@ControllerAdvice
final class UnsatisfiableRange implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    boolean refused =
        body instanceof Resource
            && response instanceof ServletServerHttpResponse sent
            && sent.getServletResponse().getStatus()
                == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value();
    return refused ? null : body;
  }
}
