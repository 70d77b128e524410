package org.kalanjiyam.ocr.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Stall;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says figures in a reader's words; templates call it. */
@Component
public final class Phrases {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final MessageSource messages;

  Phrases(MessageSource messages) {
    this.messages = messages;
  }

  public String utc(Instant at) {
    return UTC.format(at);
  }

  public String percent(Bar bar) {
    return say("phrase.percent", bar.percent());
  }

  /** A share between 0 and 1 as per cent. */
  public String share(double share) {
    return say("phrase.percent", Math.round(share * 100));
  }

  public String progress(Bar bar) {
    return say("phrase.progress", bar.percent(), bar.ended(), bar.total());
  }

  public String finished(PageCounts counts) {
    return say("phrase.finished", counts.ended(), counts.total());
  }

  public String pages(int pages) {
    return say("phrase.pages", pages);
  }

  public String count(Count count) {
    return say("count." + count.status(), count.pages());
  }

  public String speed(Estimate estimate) {
    Double perMinute = estimate.pagesPerMinute();
    return perMinute == null
        ? ""
        : say("phrase.speed", perMinute < 10 ? perMinute : (double) Math.round(perMinute));
  }

  /** How long a running task will take. */
  public String left(Task task, Estimate estimate) {
    Long low = estimate.low();
    Long high = estimate.high();
    return switch (task.status()) {
      case PENDING ->
          low == null || high == null
              ? say("left.PENDING")
              : say("left.PENDING.in", range(low, high));
      case PAUSED -> say("left.PAUSED");
      case PROGRESS ->
          low == null || high == null ? say("left.unknown") : say("left.in", range(low, high));
      case SUCCESS, FAILURE, REVOKED -> "";
    };
  }

  /** A range of seconds. */
  public String range(long low, long high) {
    if (high < 45) {
      return say("range.soon");
    }
    Duration from = Spans.rounded(low);
    Duration to = Spans.rounded(high);
    if (from.equals(to)) {
      return say("range.about", span(to));
    }
    Spans.Span start = Spans.of(from);
    boolean alike = start.unit().equals(Spans.of(to).unit()) && start.small() == 0;
    return alike
        ? say("range.alike", start.large(), span(to))
        : say("range.apart", span(from), span(to));
  }

  /** How long an ended task took. */
  public String took(Task task) {
    Instant end = task.finishedAt();
    return end == null ? "" : say("phrase.took", span(Duration.between(task.startedAt(), end)));
  }

  public String millis(long millis) {
    return millis < 10_000 ? say("span.decimal", millis / 1000.0) : span(Duration.ofMillis(millis));
  }

  public String span(Duration time) {
    Spans.Span span = Spans.of(time);
    return say(span.unit(), span.large(), span.small());
  }

  public String stall(Stall stall) {
    Duration usual = stall.usual();
    return usual == null
        ? say("stall.never", span(stall.silent()))
        : say("stall.usual", span(stall.silent()), millis(Math.max(1000, usual.toMillis())));
  }

  /** What is read out when something worth saying has changed: every tenth, and every state. */
  public String spoken(Task task) {
    int tenth = (int) (task.counts().percent() / 10) * 10;
    return task.active() ? say("spoken." + task.status(), tenth) : ended(task);
  }

  /** How a task ended. */
  public String ended(Task task) {
    PageCounts counts = task.counts();
    return say(
        "ended." + task.status(), counts.done(), counts.total(), counts.failed(), counts.skipped());
  }

  public String failures(Task task) {
    return say("phrase.failures", task.counts().failed());
  }

  public String retry(Task task) {
    return say("phrase.retry", task.counts().failed());
  }

  /** What was done to a task; an action without words is told as it is. */
  public String deed(String action) {
    String text =
        messages.getMessage("deed." + action, null, action, LocaleContextHolder.getLocale());
    return text == null ? action : text;
  }

  /** A message with its arguments, in the reader's language. */
  public String say(String key, Object... arguments) {
    Locale locale = LocaleContextHolder.getLocale();
    String text = messages.getMessage(key, arguments, key, locale);
    return text == null ? key : text;
  }
}
