package org.kalanjiyam.ocr.server.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Renders a template's fragment to a string, for streams of events. Thread-safe. */
@Component
public final class FragmentRenderer {
  private final ThymeleafViewResolver views;

  FragmentRenderer(ThymeleafViewResolver views) {
    this.views = views;
  }

  /**
   * Renders in the language of the thread's request.
   *
   * @param name such as {@code progress :: delta}
   */
  public String render(
      String name, Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
    StringWriter text = new StringWriter();
    try {
      View view = views.resolveViewName(name, LocaleContextHolder.getLocale());
      if (view == null) {
        throw new IllegalStateException("There is no view " + name);
      }
      view.render(model, request, new Captured(response, new PrintWriter(text)));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The fragment " + name + " cannot be rendered", e);
    }
    return text.toString();
  }

  private static final class Captured extends HttpServletResponseWrapper {
    private final PrintWriter writer;

    Captured(HttpServletResponse response, PrintWriter writer) {
      super(response);
      this.writer = writer;
    }

    @Override
    public PrintWriter getWriter() {
      return writer;
    }

    @Override
    public void flushBuffer() {
      writer.flush();
    }

    @Override
    public void setContentType(String type) {}

    @Override
    public void setCharacterEncoding(String encoding) {}

    @Override
    public void setLocale(Locale locale) {}
  }
}
