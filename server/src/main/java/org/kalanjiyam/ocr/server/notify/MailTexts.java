package org.kalanjiyam.ocr.server.notify;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.http.PublicAddress;
import org.kalanjiyam.ocr.server.task.PageCounts;
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

  MailTexts(MessageSource messages, ObjectProvider<JavaMailSender> mail, PublicAddress address) {
    this.messages = messages;
    this.mail = mail;
    this.publicUrl = address.configured().orElse("");
  }

  /** Whether an SMTP server was named: {@code SPRING_MAIL_HOST}. */
  boolean sendsMail() {
    return mail.getIfAvailable() != null;
  }

  /**
   * What an e-mail is about.
   *
   * @param title the book's
   * @param detail what is to be mended, if anything
   */
  record Subject(
      Task task, String title, TaskEvent event, @Nullable String detail, Locale locale) {}

  /** One line, whatever the book is called. */
  String subject(Subject about) {
    String line =
        say("mail.subject." + about.event(), about).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
  }

  String text(Subject about) {
    StringBuilder text = new StringBuilder(say("mail.text." + about.event(), about));
    if (about.detail() != null) {
      text.append("\n\n").append(about.detail());
    }
    if (!publicUrl.isEmpty()) {
      text.append("\n\n").append(publicUrl).append("/tasks/").append(about.task().id());
    }
    return text.append("\n\n").append(say("mail.foot", about)).append('\n').toString();
  }

  private String say(String key, Subject about) {
    PageCounts counts = about.task().counts();
    Object[] words = {about.title(), counts.done(), counts.failed(), counts.total()};
    return messages.getMessage(key, words, about.locale());
  }
}
