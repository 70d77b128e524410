package org.kalanjiyam.ocr.server.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.dispatch.Drafts;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The revisions that engines are given to correct. */
@Repository
class DraftTexts implements Drafts {
  private final JdbcClient jdbc;

  DraftTexts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<Long, String> of(List<Handout> pages) {
    Map<Long, String> texts = new HashMap<>();
    jdbc.sql(
            """
            select r.page_id, r.text
            from unnest(cast(:pages as bigint[]), cast(:versions as int[])) as k(page, version)
              join revision r on r.page_id = k.page and r.version = k.version
            """)
        .param("pages", pages.stream().map(Handout::pageId).toArray(Long[]::new))
        .param("versions", pages.stream().map(Handout::baseVersion).toArray(Integer[]::new))
        .query(
            row -> {
              texts.put(row.getLong(1), row.getString(2));
            });
    return texts;
  }
}
