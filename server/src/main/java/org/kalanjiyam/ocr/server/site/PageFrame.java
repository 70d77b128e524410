package org.kalanjiyam.ocr.server.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives every page what its frame shows; what is no page (an image, the API) is not asked for it.
 */
@Component
class PageFrame implements HandlerInterceptor, WebMvcConfigurer {
  private final List<FrameAttribute> attributes;

  PageFrame(List<FrameAttribute> attributes) {
    this.attributes = attributes;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page == null || !page.hasView() || isRedirect(page.getViewName())) {
      return;
    }
    @Nullable Authentication reader = SecurityContextHolder.getContext().getAuthentication();
    for (FrameAttribute attribute : attributes) {
      page.getModel().putIfAbsent(attribute.name(), attribute.value(reader));
    }
  }

  private static boolean isRedirect(@Nullable String view) {
    return view != null && view.startsWith("redirect:");
  }

  /** The attributes, for pages that no controller renders. */
  List<FrameAttribute> attributes() {
    return attributes;
  }
}
