package org.kalanjiyam.ocr.server.administration.web;

import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.administration.Disks;
import org.kalanjiyam.ocr.server.administration.SiteHealth;
import org.kalanjiyam.ocr.server.administration.WorkerList;
import org.kalanjiyam.ocr.server.dispatch.DeadLetters;
import org.kalanjiyam.ocr.server.dispatch.EngineCheck;
import org.kalanjiyam.ocr.server.dispatch.QueueControl;
import org.kalanjiyam.ocr.server.notify.TestMail;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The administrator's page for programs. */
@RestController
class AdministrationApiController {
  private final SiteHealth health;
  private final Disks disks;
  private final QueueControl queues;
  private final WorkerList workers;
  private final DeadLetters dead;
  private final EngineCheck engines;
  private final TestMail mail;

  AdministrationApiController(
      SiteHealth health,
      Disks disks,
      QueueControl queues,
      WorkerList workers,
      DeadLetters dead,
      EngineCheck engines,
      TestMail mail) {
    this.health = health;
    this.disks = disks;
    this.queues = queues;
    this.workers = workers;
    this.dead = dead;
    this.engines = engines;
    this.mail = mail;
  }

  /** The state of the site. */
  record Site(
      List<SiteHealth.Part> health,
      List<Disks.Disk> disks,
      List<QueueControl.EngineQueue> queues,
      List<WorkerList.Worker> workers,
      int deadLetters) {}

  @GetMapping("/api/v1/admin")
  Site site() {
    return new Site(health.parts(), disks.all(), queues.all(), workers.all(), dead.count());
  }

  /** Whether an engine is set up, its service there and its key taken. */
  @PostMapping("/api/v1/engines/{engine}/check")
  EngineCheck.Result check(@PathVariable String engine) throws InterruptedException {
    return engines
        .check(engine)
        .orElseThrow(
            () ->
                ApiProblem.of(
                    HttpStatus.NOT_FOUND,
                    "No such engine",
                    "No engine installed here is called '" + engine + "'."));
  }

  /** Sends an e-mail to the caller's own address, at once. */
  @PostMapping("/api/v1/admin/mail-test")
  Map<String, String> sendTestMail(Person person) {
    return switch (mail.send(person)) {
      case TestMail.Result.Sent(String address) -> Map.of("sent_to", address);
      case TestMail.Result.Refused(String address, String said) ->
          throw ApiProblem.of(HttpStatus.BAD_GATEWAY, "The mail server did not take it", said);
      case TestMail.Result.NoAddress none ->
          throw ApiProblem.of(
              HttpStatus.CONFLICT,
              "No address",
              "You have set no e-mail address; do so under 'How you are told'.");
      case TestMail.Result.NoServer none ->
          throw ApiProblem.of(
              HttpStatus.CONFLICT, "No mail server", "No SMTP server is set: SPRING_MAIL_HOST.");
    };
  }
}
