package org.kalanjiyam.ocr.server.site;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says figures in a reader's words; templates call it. */
@Component
public final class Phrases {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
          .withZone(ZoneOffset.UTC);

  private static final ToldSentences TOLD = ToldSentences.ofBundle();

  private final MessageSource messages;

  Phrases(MessageSource messages) {
    this.messages = messages;
  }

  /** A time as it stands where no script puts it into the reader's zone. */
  public String utc(Instant at) {
    Locale locale = LocaleContextHolder.getLocale();
    return locale.getLanguage().equals("en")
        ? UTC.format(at)
        : LOCAL.withLocale(locale).format(at) + " UTC";
  }

  /** A share between 0 and 1 as per cent. */
  public String share(double share) {
    return say("phrase.percent", Math.round(share * 100));
  }

  /** So many bytes in the unit that suits them. */
  public String bytes(long bytes) {
    return DataSizes.text(bytes, LocaleContextHolder.getLocale());
  }

  public String pages(int pages) {
    return say("phrase.pages", pages);
  }

  /** A range of seconds. */
  public String range(long low, long high) {
    if (high < 45) {
      return say("range.soon");
    }
    Duration from = RoundedDuration.rounded(low);
    Duration to = RoundedDuration.rounded(high);
    if (from.equals(to)) {
      return say("range.about", span(to));
    }
    RoundedDuration.Span start = RoundedDuration.of(from);
    boolean alike = start.unit().equals(RoundedDuration.of(to).unit()) && start.small() == 0;
    return alike
        ? say("range.alike", start.large(), span(to))
        : say("range.apart", span(from), span(to));
  }

  public String millis(long millis) {
    return millis < 10_000 ? say("span.decimal", millis / 1000.0) : span(Duration.ofMillis(millis));
  }

  public String seconds(double seconds) {
    return millis(Math.round(seconds * 1000));
  }

  public String span(Duration time) {
    RoundedDuration.Span span = RoundedDuration.of(time);
    return say(span.unit(), span.large(), span.small());
  }

  /**
   * What was told in English where it happened, in the reader's language; as it is where it is not
   * among the messages {@code told.*}. Names and figures in it stay, and so does what others said.
   */
  public @Nullable String told(@Nullable String english) {
    boolean understood = LocaleContextHolder.getLocale().getLanguage().equals("en");
    return english == null || understood ? english : translated(english).orElse(english);
  }

  /** With or without the full stop at its end: some callers add it. */
  private Optional<String> translated(String english) {
    Optional<String> whole = sentence(english);
    if (whole.isPresent()) {
      return whole;
    }
    return english.endsWith(".")
        ? sentence(english.substring(0, english.length() - 1))
            .map(text -> text + say("sentence.end"))
        : sentence(english + ".").map(text -> text.substring(0, text.length() - 1));
  }

  private Optional<String> sentence(String english) {
    return TOLD.find(english)
        .map(
            found ->
                say(
                    found.key(),
                    found.arguments().stream()
                        .map(part -> part.contains(" ") ? translated(part).orElse(part) : part)
                        .toArray()));
  }

  /** A message with its arguments, in the reader's language. */
  public String say(String key, Object... arguments) {
    return sayOr(key, key, arguments);
  }

  /** A message with its arguments, or another text where there is no such message. */
  public String sayOr(String otherwise, String key, Object... arguments) {
    Locale locale = LocaleContextHolder.getLocale();
    String text = messages.getMessage(key, arguments, otherwise, locale);
    return text == null ? otherwise : text;
  }
}
