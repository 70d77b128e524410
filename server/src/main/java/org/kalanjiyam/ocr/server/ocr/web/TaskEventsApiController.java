package org.kalanjiyam.ocr.server.ocr.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.tracking.ProgressFeed;
import org.kalanjiyam.ocr.server.tracking.ProgressSubscriber;
import org.kalanjiyam.ocr.server.tracking.ProgressSubscriber.News;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v1/tasks/{id}/events}: server-sent events. {@code progress} with the task's body
 * at once and at each change, {@code page} for each page that ends, {@code end} with the body when
 * the task has ended, and then it closes. Every event's id is the task's version, so that {@code
 * Last-Event-ID} brings the pages that ended meanwhile. A virtual thread of its own writes.
 */
@RestController
class TaskEventsApiController {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final ProgressFeed watch;
  private final TaskBodyTexts bodies;
  private final NewsTexts texts;

  TaskEventsApiController(ProgressFeed watch, TaskBodyTexts bodies, NewsTexts texts) {
    this.watch = watch;
    this.bodies = bodies;
    this.texts = texts;
  }

  @GetMapping("/api/v1/tasks/{id}/events")
  void events(
      Task task,
      @RequestHeader(value = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    OwnThread.answer(request, response, () -> tellAll(task, known(lastEventId, task), response));
  }

  private void tellAll(Task task, long since, HttpServletResponse response)
      throws IOException, InterruptedException {
    OutputStream out = response.getOutputStream();
    try (ProgressSubscriber watcher = watch.watch(task, since)) {
      if (since == task.version()) {
        out.write(NewsTexts.bytes("progress", task.version(), bodies.of(task)));
      }
      follow(watcher, task, since, out);
    }
  }

  private void follow(ProgressSubscriber watcher, Task first, long since, OutputStream out)
      throws IOException, InterruptedException {
    Task now = first;
    long known = since;
    while (now.active()) {
      out.flush();
      Optional<News> news = watcher.await(HEARTBEAT);
      if (watcher.closing()) {
        return;
      }
      if (news.isEmpty()) {
        out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
        continue;
      }
      now = news.get().task();
      out.write(texts.of(known, news.get()));
      known = now.version();
    }
    if (now == first && since < first.version()) {
      Optional<News> missed = watcher.await(HEARTBEAT);
      if (missed.isPresent()) {
        out.write(texts.of(since, missed.get()));
      }
    }
    out.write(NewsTexts.bytes("end", now.version(), bodies.of(now)));
    out.flush();
  }

  /** The version that the client has seen; without one, the present (so that no page is told). */
  private static long known(@Nullable String lastEventId, Task task) {
    try {
      return lastEventId == null
          ? task.version()
          : Math.clamp(Long.parseLong(lastEventId.strip()), 0, task.version());
    } catch (NumberFormatException e) {
      return task.version();
    }
  }
}
