package org.kalanjiyam.ocr.server.notify.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.notify.Choices;
import org.kalanjiyam.ocr.server.notify.Choices.Choice;
import org.kalanjiyam.ocr.server.notify.Notification;
import org.kalanjiyam.ocr.server.notify.Notifications;
import org.kalanjiyam.ocr.server.notify.TaskEvent;
import org.kalanjiyam.ocr.server.notify.Webhooks;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person was told, and how they want to be told. */
@Controller
@RequestMapping("/notifications")
class NotificationsPageController {
  private static final int PART = 50;
  private static final int LOG = 50;

  private final Notifications notifications;
  private final Choices choices;
  private final Webhooks webhooks;
  private final Phrases phrases;

  NotificationsPageController(
      Notifications notifications, Choices choices, Webhooks webhooks, Phrases phrases) {
    this.notifications = notifications;
    this.choices = choices;
    this.webhooks = webhooks;
    this.phrases = phrases;
  }

  @GetMapping
  String show(@RequestParam(required = false) @Nullable Long before, Person person, Model model) {
    List<Notification> shown = notifications.of(person, false, before, PART);
    model.addAttribute("notifications", shown);
    model.addAttribute("next", shown.size() == PART ? shown.getLast().id() : null);
    return "notify/notifications";
  }

  /** Marks it as read and goes to what it is about. */
  @PostMapping("/{id}/read")
  String read(@PathVariable long id, Person person) {
    Notification read = notifications.read(person, id).orElseThrow(NotFound::new);
    return "redirect:/tasks/" + read.taskId();
  }

  @PostMapping("/read-all")
  String readAll(Person person) {
    notifications.readAll(person);
    return "redirect:/notifications";
  }

  @GetMapping("/settings")
  String settings(Person person, Model model) {
    model.addAttribute("choice", choices.of(person.id()));
    model.addAttribute("events", TaskEvent.values());
    model.addAttribute("webhooks", webhooks.of(person));
    return "notify/settings";
  }

  @PostMapping("/settings")
  String choose(
      @RequestParam(defaultValue = "") List<TaskEvent> inPage,
      @RequestParam(defaultValue = "") List<TaskEvent> byEmail,
      @RequestParam(defaultValue = "") String address,
      Person person,
      RedirectAttributes flash) {
    try {
      choices.choose(person, new Choice(set(inPage), set(byEmail), address));
      flash.addFlashAttribute("notice", phrases.say("notify.saved"));
    } catch (Refused e) {
      flash.addFlashAttribute("problem", e.reason());
    }
    return "redirect:/notifications/settings";
  }

  /** Shows the secret at once and never again: it is in no session and no redirect. */
  @PostMapping("/webhooks")
  String makeWebhook(
      @RequestParam String url,
      @RequestParam(defaultValue = "false") boolean everyone,
      Person person,
      Model model) {
    try {
      Webhooks.Made made = webhooks.make(person, url, everyone, EnumSet.allOf(TaskEvent.class));
      model.addAttribute("secret", made.secret());
    } catch (Refused e) {
      model.addAttribute("problem", e.reason());
    }
    return settings(person, model);
  }

  @GetMapping("/webhooks/{id}")
  String deliveries(@PathVariable long id, Person person, Model model) {
    model.addAttribute(
        "webhook",
        webhooks.of(person).stream()
            .filter(webhook -> webhook.id() == id)
            .findFirst()
            .orElseThrow(NotFound::new));
    model.addAttribute("deliveries", webhooks.deliveries(person, id, LOG));
    return "notify/webhook";
  }

  @PostMapping("/webhooks/{id}/delete")
  String deleteWebhook(@PathVariable long id, Person person, RedirectAttributes flash) {
    if (!webhooks.delete(person, id)) {
      throw new NotFound();
    }
    flash.addFlashAttribute("notice", phrases.say("notify.hookDeleted"));
    return "redirect:/notifications/settings";
  }

  @PostMapping("/webhooks/{id}/deliveries/{delivery}/again")
  String again(@PathVariable long id, @PathVariable UUID delivery, Person person) {
    if (!webhooks.again(person, delivery)) {
      throw new NotFound();
    }
    return "redirect:/notifications/webhooks/" + id;
  }

  private static Set<TaskEvent> set(List<TaskEvent> events) {
    Set<TaskEvent> set = EnumSet.noneOf(TaskEvent.class);
    set.addAll(events);
    return set;
  }
}
