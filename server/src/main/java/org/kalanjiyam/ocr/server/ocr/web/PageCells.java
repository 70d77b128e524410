package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes the strip of cells, one a page. By hand and not by a template, since a book may have
 * thousands of them; each is about 70 bytes. Nothing that a person or an engine wrote goes in.
 */
@Component
final class PageCells {
  private static final int FEW = 120;
  private static final int SOME = 400;
  private static final int MANY = 1200;

  private final MessageSource messages;

  PageCells(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * A strip.
   *
   * @param size how many cells it has, and so how large they are: {@code s} for few pages, {@code
   *     m}, {@code n}, {@code l}
   * @param part the pages that it is of
   */
  record Strip(String size, String markup, StripPart part) {}

  Strip strip(List<TaskPage> pages, int open, StripPart part, Locale locale) {
    String size = size(pages.size());
    int band = pages.size() <= FEW ? FEW : 50;
    StringBuilder out = new StringBuilder(pages.size() * 80);
    String[] words = words(locale);
    for (int i = 0; i < pages.size(); i += band) {
      List<TaskPage> row = pages.subList(i, Math.min(pages.size(), i + band));
      out.append("<div class=\"band\">");
      if (band < FEW) {
        out.append("<span class=\"from\" aria-hidden=\"true\">").append(row.getFirst().page());
        out.append("</span>");
      }
      out.append("<div class=\"cells\">");
      row.forEach(page -> cell(out, page, open, words));
      out.append("</div></div>");
    }
    return new Strip(size, out.toString(), part);
  }

  private static String size(int pages) {
    if (pages <= FEW) {
      return "s";
    }
    return pages <= SOME ? "m" : pages <= MANY ? "n" : "l";
  }

  /** PageCells alone, to be put in the place of those with the same ids. */
  String changed(List<TaskPage> pages, Locale locale) {
    StringBuilder out = new StringBuilder();
    String[] words = words(locale);
    pages.forEach(page -> cell(out, page, 0, words));
    return out.toString();
  }

  private static void cell(StringBuilder out, TaskPage page, int open, String[] words) {
    int number = page.page();
    out.append("<a id=\"c").append(number).append("\" class=\"c ").append(letter(page.status()));
    out.append("\" href=\"?page=").append(number).append("#panel\" aria-label=\"");
    out.append(words[0]).append(' ').append(number).append(": ");
    out.append(words[1 + page.status().ordinal()]).append('"');
    if (number == open) {
      out.append(" aria-current=\"true\"");
    }
    out.append('>').append(number).append("</a>");
  }

  static String letter(PageStatus status) {
    return switch (status) {
      case QUEUED -> "q";
      case ACTIVE -> "a";
      case DONE -> "d";
      case FAILED -> "f";
      case SKIPPED -> "s";
      case REVOKED -> "r";
    };
  }

  private String[] words(Locale locale) {
    String[] words = new String[1 + PageStatus.values().length];
    words[0] = word("cell.page", locale);
    for (PageStatus status : PageStatus.values()) {
      words[1 + status.ordinal()] = word("page." + status, locale);
    }
    return words;
  }

  private String word(String key, Locale locale) {
    @Nullable String text = messages.getMessage(key, null, key, locale);
    return HtmlUtils.htmlEscape(text == null ? key : text);
  }
}
