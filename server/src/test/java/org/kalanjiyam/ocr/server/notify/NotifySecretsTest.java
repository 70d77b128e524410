package org.kalanjiyam.ocr.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.NoSecretInLogs;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Neither the log nor what is kept of a delivery has the password of the mail server or a hook's.
 */
@Timeout(60)
class NotifySecretsTest extends ServerFixture {
  private static final String SMTP_PASSWORD = "smtp-pass-5c3b";

  @RegisterExtension final NoSecretInLogs logs = new NoSecretInLogs();
  @Autowired Projects projects;
  @Autowired TaskStart start;
  @Autowired Outbox outbox;
  @Autowired Webhooks webhooks;
  @Autowired Courier courier;

  @Test
  void aMailServerThatDoesNotTakeThePasswordAndOneThatIsAway() {
    logs.mustNotSay(SMTP_PASSWORD);
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mail.getUserManager().setAuthRequired(true);
    mail.start();
    int port = mail.getSmtp().getPort();
    try {
      Courier.Attempt refused = mailer(port).send("meena@example.org", "subject", "text");
      assertThat(refused.sent()).isFalse();
      assertThat(refused.answer()).contains("uthentication").doesNotContain(SMTP_PASSWORD);
    } finally {
      mail.stop();
    }
    Courier.Attempt away = mailer(port).send("meena@example.org", "subject", "text");
    assertThat(away.sent()).isFalse();
    assertThat(away.answer()).doesNotContain(SMTP_PASSWORD);
  }

  private static Mailer mailer(int port) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender.setUsername("kalanjiyam");
    sender.setPassword(SMTP_PASSWORD);
    sender.getJavaMailProperties().put("mail.smtp.auth", "true");
    var beans = new StaticListableBeanFactory();
    beans.addBean("mail", sender);
    return new Mailer(
        beans.getBeanProvider(JavaMailSender.class),
        new NotifyProperties(Duration.ofMinutes(5), false, "site@example.org"));
  }

  @Test
  void aWebhookThatIsGivenUp() throws Exception {
    var books = new Books(jdbc, projects);
    var meena = books.person("meena", Role.EDITOR);
    String key = "hook-key-81d2";
    var made =
        webhooks.make(
            meena, "http://127.0.0.1:1/told?key=" + key, false, EnumSet.allOf(TaskEvent.class));
    logs.mustNotSay(made.secret());
    logs.mustNotSay(made.secret().substring("whsec_".length()));
    logs.mustNotSay(key);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    var task = ((Started) start.start(books.book("kural", 1, meena), request, meena)).task();
    outbox.put(task, TaskEvent.ENDED, null);
    for (int i = 0; i < Courier.ATTEMPTS; i++) {
      courier.sendDue();
      clock.advance(Duration.ofDays(1));
    }

    assertThat(logs.lines()).anyMatch(line -> line.contains("is given up after"));
    String kept = jdbc.sql("select delivery::text from delivery").query(String.class).list() + "";
    assertThat(kept).doesNotContain(made.secret(), key);
  }
}
