package org.kalanjiyam.ocr.server.administration.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.administration.Disks;
import org.kalanjiyam.ocr.server.administration.SiteHealth;
import org.kalanjiyam.ocr.server.administration.WorkerList;
import org.kalanjiyam.ocr.server.dispatch.DeadLetters;
import org.kalanjiyam.ocr.server.dispatch.EngineCheck;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.dispatch.QueueControl;
import org.kalanjiyam.ocr.server.notify.TestMail;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.kalanjiyam.ocr.server.task.EngineQueues.State;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's page. */
@Controller
class AdministrationPageController {
  private static final String HERE = "redirect:/admin";

  private final SiteHealth health;
  private final Disks disks;
  private final QueueControl queues;
  private final WorkerList workers;
  private final DeadLetters dead;
  private final EngineNames names;
  private final EngineCheck engines;
  private final TestMail mail;
  private final Phrases phrases;

  AdministrationPageController(
      SiteHealth health,
      Disks disks,
      QueueControl queues,
      WorkerList workers,
      DeadLetters dead,
      EngineNames names,
      EngineCheck engines,
      TestMail mail,
      Phrases phrases) {
    this.health = health;
    this.disks = disks;
    this.queues = queues;
    this.workers = workers;
    this.dead = dead;
    this.names = names;
    this.engines = engines;
    this.mail = mail;
    this.phrases = phrases;
  }

  @GetMapping("/admin")
  String show(
      @RequestHeader(value = "HX-Target", required = false) @Nullable String target, Model model) {
    model.addAttribute("health", health.parts());
    model.addAttribute("disks", disks.all());
    model.addAttribute("queues", queues.all());
    model.addAttribute("workers", workers.all());
    model.addAttribute("deadLetters", dead.count());
    if ("site".equals(target)) {
      return "administration/site :: now";
    }
    model.addAttribute("engines", names.all());
    model.addAttribute("hasMail", mail.hasServer());
    return "administration/site";
  }

  @PostMapping("/admin/queues/{engine}/pause")
  String pause(@PathVariable String engine, Person person, RedirectAttributes flash) {
    return set(engine, State.PAUSED, person, flash);
  }

  @PostMapping("/admin/queues/{engine}/drain")
  String drain(@PathVariable String engine, Person person, RedirectAttributes flash) {
    return set(engine, State.DRAINING, person, flash);
  }

  @PostMapping("/admin/queues/{engine}/resume")
  String resume(@PathVariable String engine, Person person, RedirectAttributes flash) {
    return set(engine, State.OPEN, person, flash);
  }

  private String set(String engine, State state, Person person, RedirectAttributes flash) {
    if (queues.set(engine, state, person) == QueueControl.Change.UNKNOWN_ENGINE) {
      throw new NotFound();
    }
    flash.addFlashAttribute(
        "notice", phrases.say("admin.queue.now." + state, names.engine(engine)));
    return HERE;
  }

  @PostMapping("/admin/engines/{engine}/check")
  String check(@PathVariable String engine, RedirectAttributes flash) throws InterruptedException {
    EngineCheck.Result result = engines.check(engine).orElseThrow(NotFound::new);
    String title = names.engine(engine);
    if (result.ready()) {
      flash.addFlashAttribute("notice", phrases.say("admin.check.ready", title, result.workers()));
    } else {
      flash.addFlashAttribute("problem", title + ": " + result.reason());
    }
    return HERE;
  }

  @PostMapping("/admin/mail-test")
  String sendTestMail(Person person, RedirectAttributes flash) {
    switch (mail.send(person)) {
      case TestMail.Result.Sent(String address) ->
          flash.addFlashAttribute("notice", phrases.say("admin.mail.sent", address));
      case TestMail.Result.Refused(String address, String said) ->
          flash.addFlashAttribute("problem", phrases.say("admin.mail.refused", address, said));
      case TestMail.Result.NoAddress none ->
          flash.addFlashAttribute("problem", phrases.say("admin.mail.noAddress"));
      case TestMail.Result.NoServer none ->
          flash.addFlashAttribute("problem", phrases.say("admin.mail.noServer"));
    }
    return HERE;
  }
}
