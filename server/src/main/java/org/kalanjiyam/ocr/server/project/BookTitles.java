package org.kalanjiyam.ocr.server.project;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.site.TemplateVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Titles of books for pages that know their slugs alone: one look-up for all of a page. */
@Repository
public class BookTitles {
  /** Deeds that name a book by its slug, beside those that are done to tasks. */
  private static final Set<String> ON_BOOKS = Set.of("project", "page", "replace");

  private final JdbcClient jdbc;

  BookTitles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Under which templates find it. */
  @Configuration(proxyBeanMethods = false)
  static class Variable {
    @Bean
    TemplateVariable bookTitlesInTemplates(BookTitles titles) {
      return new TemplateVariable("bookTitles", titles);
    }
  }

  /** Titles by the slugs that lines of the trail name; not of books that are gone. */
  public Map<String, String> of(List<Audit.Entry> entries) {
    Collection<String> slugs = new HashSet<>();
    for (Audit.Entry entry : entries) {
      String subject = entry.subject();
      if (subject != null && onBook(entry.action(), entry.taskId())) {
        slugs.add(subject);
      }
    }
    return of(slugs);
  }

  /** Titles of books by their slugs; of those that are there. */
  public Map<String, String> of(Collection<String> slugs) {
    Map<String, String> titles = new HashMap<>();
    if (!slugs.isEmpty()) {
      jdbc.sql("select slug, title from project where slug in (:slugs)")
          .param("slugs", slugs)
          .query(
              row -> {
                titles.put(row.getString("slug"), row.getString("title"));
              });
    }
    return titles;
  }

  /** Whether a deed's subject is a book's slug: a person's name may be one, too. */
  public boolean onBook(String action, @Nullable Object task) {
    return task != null || ON_BOOKS.contains(action.split("\\.", 2)[0]);
  }
}
