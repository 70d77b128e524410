package org.kalanjiyam.ocr.server.notify;

import java.util.Locale;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Sends an e-mail at once, to see whether the site can. Thread-safe. */
@Component
public final class TestMail {
  private final Mailer mailer;
  private final MailTexts texts;
  private final Choices choices;
  private final MessageSource messages;

  TestMail(Mailer mailer, MailTexts texts, Choices choices, MessageSource messages) {
    this.mailer = mailer;
    this.texts = texts;
    this.choices = choices;
    this.messages = messages;
  }

  /** What came of it. */
  public sealed interface Result {
    /** The mail server has it. */
    record Sent(String address) implements Result {}

    /** The mail server did not take it; what it said. */
    record Refused(String address, String said) implements Result {}

    /** The person has said no address. */
    record NoAddress() implements Result {}

    /** No SMTP server is set. */
    record NoServer() implements Result {}
  }

  /** Whether an SMTP server is set. */
  public boolean hasServer() {
    return texts.sendsMail();
  }

  /** Sends one to the person's own address. */
  public Result send(Person to) {
    if (!hasServer()) {
      return new Result.NoServer();
    }
    String address = choices.of(to.id()).address();
    if (address == null) {
      return new Result.NoAddress();
    }
    Locale locale = to.language() == null ? Locale.ENGLISH : to.language().locale();
    Courier.Attempt attempt =
        mailer.send(
            address,
            messages.getMessage("mail.test.subject", null, locale),
            messages.getMessage("mail.test.text", null, locale));
    return attempt.sent()
        ? new Result.Sent(address)
        : new Result.Refused(address, attempt.answer());
  }
}
