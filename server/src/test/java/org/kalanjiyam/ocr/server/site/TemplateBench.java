package org.kalanjiyam.ocr.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.server.access.Rights;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Renders the product's templates with its messages, and nothing else of the server. */
public final class TemplateBench {
  private static final Pattern INLINE =
      Pattern.compile("<style|<script(?![^>]*\\ssrc=)|\\sstyle=|\\son[a-z]+=|javascript:");
  private static final Pattern MISSING = Pattern.compile("\\?\\?[\\w.]+_en\\?\\?");
  private static final AtomicInteger renderings = new AtomicInteger();

  public static final Person EDITOR = new Person(7, "editor", "Meena Raman", Role.EDITOR);

  private final GenericWebApplicationContext context = new GenericWebApplicationContext();
  private final ThymeleafViewResolver views = new ThymeleafViewResolver();
  private final MessageSource messages;
  private final Phrases phrases;

  public TemplateBench() {
    messages = new PluralMessages();
    context.setServletContext(new MockServletContext());
    context.getBeanFactory().registerSingleton("messageSource", messages);
    context.refresh();
    SpringResourceTemplateResolver files = new SpringResourceTemplateResolver();
    files.setApplicationContext(context);
    files.setPrefix("classpath:/templates/");
    files.setSuffix(".html");
    files.setCharacterEncoding("UTF-8");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(files);
    engine.setEnableSpringELCompiler(true);
    engine.setTemplateEngineMessageSource(messages);
    engine.setMessageSource(messages);
    views.setTemplateEngine(engine);
    views.setApplicationContext(context);
    views.setCharacterEncoding("UTF-8");
    phrases = new Phrases(messages);
    views.addStaticVariable("phrases", phrases);
  }

  public Phrases phrases() {
    return phrases;
  }

  /** Gives all templates one more variable, as features do. */
  public TemplateBench with(String name, Object value) {
    views.addStaticVariable(name, value);
    return this;
  }

  public MessageSource messages() {
    return messages;
  }

  /**
   * A page with this model, kept in {@code target/gallery} to look at. Fails if it has anything
   * inline that a strict policy forbids, or a message that the bundle lacks.
   */
  public String render(String view, Map<String, ?> model) throws Exception {
    Map<String, Object> all = new HashMap<>(model);
    if (!all.containsKey("me")) {
      all.put("me", EDITOR);
    }
    all.putIfAbsent("may", new Rights(EDITOR));
    MockHttpServletRequest request = new MockHttpServletRequest(context.getServletContext());
    request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.setCharacterEncoding("UTF-8");
    views.resolveViewName(view, Locale.ENGLISH).render(all, request, response);
    String html = response.getContentAsString();
    Path folder = Files.createDirectories(Path.of("target/gallery"));
    String file =
        "%s-%d.html".formatted(view.replaceAll("\\W+", "-"), renderings.incrementAndGet());
    Files.writeString(folder.resolve(file), html);
    assertThat(html).as(file).doesNotContainPattern(INLINE).doesNotContainPattern(MISSING);
    return html;
  }
}
