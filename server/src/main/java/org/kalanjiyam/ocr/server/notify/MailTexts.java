package org.kalanjiyam.ocr.server.notify;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.http.PublicAddress;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The words of an e-mail. Thread-safe. */
@Component
final class MailTexts {
  private static final int LONGEST_SUBJECT = 200;

  private final MessageSource messages;
  private final ObjectProvider<JavaMailSender> mail;
  private final String publicUrl;

  MailTexts(
      MessageSource messages,
      ObjectProvider<JavaMailSender> mail,
      PublicAddress address) {
    this.messages = messages;
    this.mail = mail;
    this.publicUrl = address.configured().orElse("");
  }

  /** Whether an SMTP server was named: {@code SPRING_MAIL_HOST}. */
  boolean sendsMail() {
    return mail.getIfAvailable() != null;
  }

  /** One line, whatever the task is called. */
  String subject(Task task, TaskEvent event) {
    String line = say("mail.subject." + event, task).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
  }

  String text(Task task, TaskEvent event, @Nullable String detail) {
    StringBuilder text = new StringBuilder(say("mail.text." + event, task));
    if (detail != null) {
      text.append("\n\n").append(detail);
    }
    if (!publicUrl.isEmpty()) {
      text.append("\n\n").append(publicUrl).append("/tasks/").append(task.id());
    }
    return text.append("\n\n").append(say("mail.foot", task)).append('\n').toString();
  }

  private String say(String key, Task task) {
    Object[] words = {
      task.projectSlug(), task.counts().done(), task.counts().failed(), task.counts().total()
    };
    return messages.getMessage(key, words, java.util.Locale.ENGLISH);
  }
}
