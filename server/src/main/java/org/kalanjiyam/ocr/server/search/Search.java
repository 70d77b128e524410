package org.kalanjiyam.ocr.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.BookTexts;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.search.LineFinder.Stretch;
import org.kalanjiyam.ocr.server.search.SearchIndex.Books;
import org.kalanjiyam.ocr.server.search.SearchIndex.Candidate;
import org.kalanjiyam.ocr.server.search.SearchQuery.Wanted;
import org.springframework.stereotype.Service;

/**
 * Finds words in the newest texts of all books that a person sees and that are neither deleted nor
 * archived. Thread-safe.
 */
@Service
public class Search {
  private static final int LINES_A_PAGE = 5;
  private static final int LOOKED_AT_ONCE = 40;
  private static final int MOST_LOOKED_AT = 400;

  private final SearchIndex index;
  private final Projects projects;
  private final Revisions revisions;
  private final BookTexts bookTexts;

  Search(SearchIndex index, Projects projects, Revisions revisions, BookTexts bookTexts) {
    this.index = index;
    this.projects = projects;
    this.revisions = revisions;
    this.bookTexts = bookTexts;
  }

  /**
   * Some of what was found.
   *
   * @param next where the next part begins; null if this is the last
   */
  public record Found(List<SearchHit> hits, @Nullable String next) {}

  /**
   * Finds.
   *
   * @param book only in this one; null: in all
   * @param part where the part begins, as the part before said; null for the first
   * @param pages with hits, at most
   * @throws IllegalArgumentException if there is no such part
   */
  public Found find(
      String text, Person viewer, @Nullable Project book, @Nullable String part, int pages) {
    SearchQuery query = query(text);
    Candidate after = part == null ? null : candidate(part);
    if (query.findsNothing()) {
      return new Found(List.of(), null);
    }
    return find(query, book == null ? all(viewer) : one(book, viewer), viewer, after, pages);
  }

  private Books all(Person viewer) {
    return (upTo, most) -> projects.searchable(viewer, upTo, most);
  }

  private Books one(Project book, Person viewer) {
    return (upTo, most) ->
        projects.searchable(viewer, book.id(), 1).stream()
            .filter(id -> id == book.id() && (upTo == null || id <= upTo))
            .toList();
  }

  private Found find(
      SearchQuery query, Books where, Person viewer, @Nullable Candidate from, int pages) {
    List<SearchHit> hits = new ArrayList<>();
    Candidate after = from;
    int shown = 0;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += LOOKED_AT_ONCE) {
      List<Candidate> candidates =
          index.pages(
              query.terms().stream().map(Wanted::numbers).toList(),
              where,
              viewer.id(),
              after,
              LOOKED_AT_ONCE);
      Map<Long, Page> found =
          projects.pagesById(candidates.stream().map(Candidate::pageId).toList()).stream()
              .collect(Collectors.toMap(Page::id, Function.identity()));
      Map<Long, String> texts = bookTexts.newestTexts(found.keySet());
      for (Candidate candidate : candidates) {
        after = candidate;
        String text = texts.get(candidate.pageId());
        Page page = found.get(candidate.pageId());
        List<Stretch> stretches =
            text == null || page == null ? List.of() : LineFinder.stretches(text, query);
        if (page != null && !stretches.isEmpty()) {
          hits.addAll(lines(page, query));
          shown++;
        }
        if (shown == pages) {
          return new Found(hits, name(candidate));
        }
      }
      if (candidates.size() < LOOKED_AT_ONCE) {
        return new Found(hits, null);
      }
    }
    return new Found(hits, after == null ? null : name(after));
  }

  private List<SearchHit> lines(Page page, SearchQuery query) {
    Optional<Project> project = projects.byId(page.projectId());
    return revisions
        .newest(page.id())
        .filter(newest -> project.isPresent())
        .map(
            newest ->
                LineFinder.lines(
                    project.orElseThrow(),
                    page,
                    newest,
                    LineFinder.stretches(newest.text(), query),
                    LINES_A_PAGE))
        .orElse(List.of());
  }

  private SearchQuery query(String text) {
    List<Wanted> terms = SearchTerm.of(text).stream().map(this::wanted).toList();
    String bare = text.strip();
    return new SearchQuery(
        terms, bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\""));
  }

  private Wanted wanted(SearchTerm term) {
    List<Integer> first = index.words(term.first());
    return first.isEmpty()
        ? new Wanted(term.second(), index.words(term.second()))
        : new Wanted(term.first(), first);
  }

  private static String name(Candidate candidate) {
    return candidate.projectId() + "-" + candidate.pageId();
  }

  private static Candidate candidate(String part) {
    String[] ids = part.split("-", -1);
    if (ids.length != 2 || !part.matches("[0-9]{1,18}-[0-9]{1,18}")) {
      throw new IllegalArgumentException("There is no part '" + part + "'");
    }
    return new Candidate(Long.parseLong(ids[0]), Long.parseLong(ids[1]));
  }
}
