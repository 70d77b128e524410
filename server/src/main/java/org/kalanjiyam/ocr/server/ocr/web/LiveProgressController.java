package org.kalanjiyam.ocr.server.ocr.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.site.FragmentRenderer;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.kalanjiyam.ocr.server.tracking.ProgressFeed;
import org.kalanjiyam.ocr.server.tracking.ProgressSubscriber;
import org.kalanjiyam.ocr.server.tracking.ProgressSubscriber.News;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A task's progress as HTML, to keep an open page up to date: the parts that have changed, each to
 * take the place of the element with its id. Asked for with the version that the page shows, it
 * brings the cells that changed since; so whatever was missed is caught up.
 */
@Controller
class LiveProgressController {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final TaskPages taskPages;
  private final ProgressFeed watch;
  private final RunViews views;
  private final RunChanges changes;
  private final FragmentRenderer fragments;
  private final SharedFigures sharedFigures;

  LiveProgressController(
      TaskPages taskPages,
      ProgressFeed watch,
      RunViews views,
      RunChanges changes,
      FragmentRenderer fragments,
      SharedFigures sharedFigures) {
    this.sharedFigures = sharedFigures;
    this.taskPages = taskPages;
    this.watch = watch;
    this.views = views;
    this.changes = changes;
    this.fragments = fragments;
  }

  /** The whole fragment or, with {@code since}, what changed after that version. */
  @GetMapping("/proofing/batch-ocr-status/{id}")
  String status(
      Task task,
      @RequestParam(required = false) @Nullable Long since,
      @RequestParam(required = false) @Nullable List<Integer> work,
      @RequestParam(defaultValue = "0") int from,
      Person person,
      Locale locale,
      Model model) {
    if (since == null) {
      model.addAttribute("v", views.whole(task, 0, from, person, locale));
      return "ocr/run :: live(v=${v})";
    }
    News news =
        new News(
            task,
            taskPages.pagesEndedSince(task.id(), since),
            Set.copyOf(taskPages.pagesInWork(task.id())));
    model.addAllAttributes(
        changes.model(
            news, work == null ? Set.of() : Set.copyOf(work), part(from), person, locale));
    return "ocr/run :: delta(v=${v}, cells=${cells})";
  }

  /** Server-sent events: {@code delta} at each change, {@code end} with the last one. */
  @GetMapping("/proofing/batch-ocr-events/{id}")
  void events(
      Task task,
      @RequestParam(defaultValue = "0") long since,
      @RequestParam(required = false) @Nullable List<Integer> work,
      @RequestParam(defaultValue = "0") int from,
      Person person,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    readyForms(request);
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    OutputStream out = response.getOutputStream();
    out.write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    Set<Integer> shown = work == null ? Set.of() : Set.copyOf(work);
    try (ProgressSubscriber watcher = watch.watch(task, Math.min(since, task.version()))) {
      News news = new News(task, taskPages.pagesEndedSince(task.id(), since), inWork(task));
      @Nullable TaskStatus last = null;
      while (true) {
        Task now = news.task();
        boolean alike = now.active() && now.status() == last;
        send(
            out,
            alike
                ? shared(news, shown, from, locale, request, response)
                : own(news, shown, from, person, locale, request, response),
            now);
        last = now.status();
        shown = news.inWork();
        if (!news.task().active()) {
          return;
        }
        Optional<News> next = watcher.await(SILENCE);
        if (watcher.closing()) {
          return;
        }
        Set<Integer> working = shown;
        news = next.orElseGet(() -> new News(now, List.of(), working));
      }
    }
  }

  /** The page numbers whose cells a page shows that begins with this one; 0: all of them. */
  private static IntPredicate part(int from) {
    return page -> from == 0 || (page >= from && page < from + StripPart.PAGES);
  }

  /** The forms in the fragments need a token of the session, which cannot begin later. */
  private static void readyForms(HttpServletRequest request) {
    if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
      token.getToken();
    }
  }

  private Set<Integer> inWork(Task task) {
    return task.active() ? Set.copyOf(taskPages.pagesInWork(task.id())) : Set.of();
  }

  /** All that changes, with what this person may do. */
  private String own(
      News news,
      Set<Integer> shown,
      int from,
      Person person,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response) {
    return fragments.render(
        "ocr/run :: delta(v=${v}, cells=${cells})",
        changes.model(news, shown, part(from), person, locale),
        request,
        response);
  }

  /** What changes while the task's state does not: the same for all who watch it, but the cells. */
  private String shared(
      News news,
      Set<Integer> shown,
      int from,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws InterruptedException {
    Task task = news.task();
    return sharedFigures.of(
            task,
            locale,
            () ->
                fragments.render(
                    "ocr/run :: shared(v=${v})", changes.figures(task), request, response))
        + changes.cells(news, shown, part(from), locale);
  }

  private static void send(OutputStream out, String html, Task task) throws IOException {
    StringBuilder event = new StringBuilder(html.length() + 64);
    event.append("event: ").append(task.active() ? "delta" : "end");
    html.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> event.append("\ndata: ").append(line));
    out.write(event.append("\n\n").toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
