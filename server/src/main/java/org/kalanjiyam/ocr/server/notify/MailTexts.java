package org.kalanjiyam.ocr.server.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The words of an e-mail and the JSON of a webhook. Thread-safe. */
@Component
class MailTexts {
  private static final int LONGEST_SUBJECT = 200;

  private final MessageSource messages;
  private final ObjectProvider<JavaMailSender> mail;
  private final String publicUrl;

  MailTexts(
      MessageSource messages,
      ObjectProvider<JavaMailSender> mail,
      @Value("${kalanjiyam.public-url:}") String publicUrl) {
    this.messages = messages;
    this.mail = mail;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** Whether an SMTP server was named: {@code SPRING_MAIL_HOST}. */
  boolean sendsMail() {
    return mail.getIfAvailable() != null;
  }

  /** One line, whatever the task is called. */
  String subject(Task task, TaskEvent happening) {
    String line = say("mail.subject." + happening, task).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
  }

  String text(Task task, TaskEvent happening, @Nullable String detail) {
    StringBuilder text = new StringBuilder(say("mail.text." + happening, task));
    if (detail != null) {
      text.append("\n\n").append(detail);
    }
    if (!publicUrl.isEmpty()) {
      text.append("\n\n").append(publicUrl).append("/tasks/").append(task.id());
    }
    return text.append("\n\n").append(say("mail.foot", task)).append('\n').toString();
  }

  /** By the Standard Webhooks: type, timestamp, data. */
  String json(UUID id, Task task, TaskEvent happening, @Nullable String detail, Instant now) {
    var counts = task.counts();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("task_id", task.id().toString());
    data.put("project_slug", task.projectSlug());
    data.put("engine", task.engine());
    data.put("language", task.language());
    data.put("status", task.status().name());
    data.put("total", counts.total());
    data.put("done", counts.done());
    data.put("failed", counts.failed());
    data.put("skipped", counts.skipped());
    data.put("started_by", task.startedByName());
    data.put("started_at", task.startedAt().toString());
    data.put("finished_at", task.finishedAt() == null ? null : task.finishedAt().toString());
    data.put("detail", detail);
    if (!publicUrl.isEmpty()) {
      data.put("url", publicUrl + "/tasks/" + task.id());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id.toString());
    body.put("type", happening.event());
    body.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
    body.put("data", data);
    return JsonMapper.shared().writeValueAsString(body);
  }

  private String say(String key, Task task) {
    Object[] words = {
      task.projectSlug(), task.counts().done(), task.counts().failed(), task.counts().total()
    };
    return messages.getMessage(key, words, java.util.Locale.ENGLISH);
  }
}
