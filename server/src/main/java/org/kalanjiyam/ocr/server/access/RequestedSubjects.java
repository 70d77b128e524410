package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.task.Task;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives controllers' methods the {@link Project}, {@link Task} or {@link Page} that the address
 * names: projects and tasks as the access rule loaded them, a page by the variable {@code page}. A
 * task's route gives the task's project too. What is not there answers 404 in the caller's form.
 */
@Configuration(proxyBeanMethods = false)
class RequestedSubjects implements WebMvcConfigurer, HandlerMethodArgumentResolver {
  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Project.class, Task.class, Page.class);
  }

  private final Projects projects;

  RequestedSubjects(Projects projects) {
    this.projects = projects;
  }

  /** Keeps what an access rule loaded, for the controller. */
  static void keep(HttpServletRequest request, Object subject) {
    request.setAttribute(subject.getClass().getName(), subject);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.addFirst(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return type == Project.class || type == Task.class || type == Page.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request =
        Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
    Class<?> type = parameter.getParameterType();
    if (type == Page.class) {
      return page(request);
    }
    return type == Project.class ? project(request) : kept(request, Task.class).orElseThrow();
  }

  private Project project(HttpServletRequest request) {
    return kept(request, Project.class)
        .or(() -> kept(request, Task.class).flatMap(task -> projects.bySlug(task.projectSlug())))
        .orElseThrow(() -> missing(request, ApiProblem.noProject(variable(request, "slug"))));
  }

  private Page page(HttpServletRequest request) {
    String number = variable(request, "page");
    return Page.number(number)
        .flatMap(known -> projects.page(project(request).id(), known))
        .orElseThrow(() -> missing(request, ApiProblem.noPage(number)));
  }

  private static RuntimeException missing(HttpServletRequest request, RuntimeException problem) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/api/")
        ? problem
        : new NotFound();
  }

  private static <T> Optional<T> kept(HttpServletRequest request, Class<T> type) {
    return Optional.ofNullable(type.cast(request.getAttribute(type.getName())));
  }

  @SuppressWarnings("unchecked") // what Spring MVC keeps there
  private static String variable(HttpServletRequest request, String name) {
    var variables =
        (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return Objects.requireNonNullElse(variables.get(name), "");
  }
}
