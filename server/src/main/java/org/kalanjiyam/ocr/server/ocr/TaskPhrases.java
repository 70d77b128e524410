package org.kalanjiyam.ocr.server.ocr;

import java.time.Duration;
import java.time.Instant;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Stall;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.kalanjiyam.ocr.server.task.DelayedPage;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.springframework.stereotype.Component;

/** Says how tasks get on in a reader's words; templates call it. */
@Component
public final class TaskPhrases {
  private final Phrases phrases;

  public TaskPhrases(Phrases phrases) {
    this.phrases = phrases;
  }

  public String percent(ProgressBar bar) {
    return phrases.say("phrase.percent", bar.percent());
  }

  public String progress(ProgressBar bar) {
    return phrases.say("phrase.progress", bar.percent(), bar.ended(), bar.total());
  }

  public String finished(PageCounts counts) {
    return phrases.say("phrase.finished", counts.worked(), counts.total());
  }

  public String count(PageStatus status, int pages) {
    return phrases.say("count." + status, pages);
  }

  public String speed(Estimate estimate) {
    Double perMinute = estimate.pagesPerMinute();
    return perMinute == null
        ? ""
        : phrases.say("phrase.speed", perMinute < 10 ? perMinute : (double) Math.round(perMinute));
  }

  /** How long a running task will take. */
  public String left(Task task, Estimate estimate) {
    Long low = estimate.low();
    Long high = estimate.high();
    if (estimate.queuePaused()) {
      return phrases.say("left.queuePaused");
    }
    return switch (task.status()) {
      case PENDING ->
          low == null || high == null
              ? phrases.say("left.PENDING")
              : phrases.say("left.PENDING.in", phrases.range(low, high));
      case PAUSED -> phrases.say("left.PAUSED");
      case PROGRESS ->
          low == null || high == null
              ? phrases.say("left.unknown")
              : phrases.say("left.in", phrases.range(low, high));
      case SUCCESS, FAILURE, REVOKED -> "";
    };
  }

  /** How long an ended task took. */
  public String took(Task task) {
    Instant end = task.finishedAt();
    return end == null
        ? ""
        : phrases.say("phrase.took", phrases.span(Duration.between(task.startedAt(), end)));
  }

  public String stall(Stall stall) {
    Duration usual = stall.usual();
    return usual == null
        ? phrases.say("stall.never", phrases.span(stall.silent()))
        : phrases.say(
            "stall.usual",
            phrases.span(stall.silent()),
            phrases.millis(Math.max(1000, usual.toMillis())));
  }

  /** What is read out when something worth saying has changed: every tenth, and every state. */
  public String spoken(Task task) {
    int tenth = (int) (task.counts().percent() / 10) * 10;
    return task.active() ? phrases.say("spoken." + task.status(), tenth) : ended(task);
  }

  /** How a task ended. */
  public String ended(Task task) {
    PageCounts counts = task.counts();
    return phrases.say(
        "ended." + task.status(),
        counts.done(),
        counts.total(),
        counts.failed(),
        counts.skipped(),
        counts.worked());
  }

  /** What became of a page; a text that was there before was kept, and nobody tried. */
  public String page(TaskPage page) {
    boolean kept = page.status() == PageStatus.DONE && page.attempts() == 0;
    return phrases.say(kept ? "page.KEPT" : "page." + page.status());
  }

  /** When and how often a page that waits is tried again. */
  public String nextTry(DelayedPage page) {
    return phrases.say(
        "phrase.nextTry", page.page(), page.attempt(), page.most(), phrases.span(page.in()));
  }

  /** Offers the pages that a cancelled task left. */
  public String rest(Task task) {
    return phrases.say("phrase.rest", task.counts().revoked());
  }

  public String failures(Task task) {
    return phrases.say("phrase.failures", task.counts().failed());
  }

  public String retry(Task task) {
    return phrases.say("phrase.retry", task.counts().failed());
  }

  /** What was done to a task; an action without words is told as it is. */
  public String deed(String action) {
    return phrases.sayOr(action, "deed." + action);
  }
}
