package org.kalanjiyam.ocr.server.notify;

import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends e-mail by the site's SMTP server. Thread-safe. */
@Component
class Mailer {
  private final ObjectProvider<JavaMailSender> mail;
  private final String from;

  Mailer(ObjectProvider<JavaMailSender> mail, NotifyProperties properties) {
    this.mail = mail;
    this.from = properties.mailFrom();
  }

  Courier.Attempt send(Outbox.Due due) {
    String address = due.address();
    return address == null
        ? new Courier.Attempt(true, null, "the person has no address any more")
        : send(address, Objects.requireNonNullElse(due.subject(), ""), due.body());
  }

  Courier.Attempt send(String address, String subject, String text) {
    JavaMailSender sender = mail.getIfAvailable();
    if (sender == null) {
      return new Courier.Attempt(false, null, "no SMTP server is set");
    }
    var message = new SimpleMailMessage();
    message.setFrom(from);
    message.setTo(address);
    message.setSubject(subject);
    message.setText(text);
    try {
      sender.send(message);
      return new Courier.Attempt(true, null, "taken by the mail server");
    } catch (MailException e) {
      return new Courier.Attempt(false, null, String.valueOf(e.getMessage()));
    }
  }
}
