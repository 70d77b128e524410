package org.kalanjiyam.ocr.server.search;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kalanjiyam.ocr.server.search.SearchIndex.DuePage;
import org.kalanjiyam.ocr.server.search.SearchIndex.PageWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the search in step with the texts: looks through what changed, a part at a time, each in
 * one transaction with its being off the list. Several servers share the work. Thread-safe.
 */
@Component
public class SearchIndexer {
  private static final Logger log = LoggerFactory.getLogger(SearchIndexer.class);
  private static final int PART = 100;

  private final SearchIndex index;
  private final TransactionTemplate transaction;
  private final boolean indexed;

  SearchIndexer(SearchIndex index, TransactionTemplate transaction, SearchProperties properties) {
    this.index = index;
    this.transaction = transaction;
    this.indexed = properties.indexed();
  }

  /** Looks through all that is due, where this server is to. */
  @Scheduled(fixedDelay = 300)
  public void indexAll() {
    if (!indexed) {
      return;
    }
    try {
      int taken = PART;
      while (taken == PART) {
        taken = indexSome();
      }
    } catch (DataAccessException | TransactionException e) {
      log.debug("What changed is looked through later: {}", e.getMessage());
    }
  }

  private int indexSome() {
    Integer taken =
        transaction.execute(
            status -> {
              List<DuePage> pages = index.take(PART);
              if (!pages.isEmpty()) {
                index(pages);
              }
              return pages.size();
            });
    return taken == null ? 0 : taken;
  }

  private void index(List<DuePage> pages) {
    Map<DuePage, Set<SearchWord>> words = new LinkedHashMap<>();
    Set<SearchWord> all = new HashSet<>();
    for (DuePage page : pages) {
      Set<SearchWord> its = new HashSet<>();
      FoundWord.in(page.text()).forEach(found -> its.add(found.word()));
      words.put(page, its);
      all.addAll(its);
    }
    Map<String, Integer> numbers = index.numbered(all);
    index.keep(
        words.entrySet().stream()
            .map(
                page ->
                    new PageWords(
                        page.getKey(),
                        page.getValue().stream().map(word -> numbers.get(word.key())).toList()))
            .toList());
  }
}
