package org.kalanjiyam.ocr.server.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.StandInProvider;

/**
 * How soon the page editor is there and how soon it has saved, in a book of 1,000 pages with 240
 * words each. By hand: {@code bench/page-editor/README.md}; it asserts nothing.
 */
class PageEditorBench extends BrowserFixture {
  private static final int PAGES = 1000;
  private static final int LINES = 30;
  private static final int WORDS = 8;
  private static final int ROUNDS = 60;
  private static final int WARMING = 15;

  /** What was measured at one page, in milliseconds. */
  private record Measured(double server, double loaded, double painted, double put, double save) {}

  @Test
  void openAndSave() {
    String slug = thousandPages();
    Page page = signedInAt("/proofing/" + slug);
    Random random = new Random(42);
    List<Measured> all =
        Stream.generate(() -> one(page, slug, 1 + random.nextInt(PAGES)))
            .limit(ROUNDS + WARMING)
            .skip(WARMING)
            .toList();
    tell("answered by the server", all, Measured::server);
    tell("first paint with the text", all, Measured::painted);
    tell("all loaded", all, Measured::loaded);
    tell("save, answered by the server", all, Measured::put);
    tell("save, from the key to \"Saved\"", all, Measured::save);
  }

  private Measured one(Page page, String slug, int number) {
    open(page, "/proofing/" + slug + "/" + number);
    assertThat(page.locator("#text")).isFocused();
    page.keyboard().press("Control+End");
    page.keyboard().type("ब");
    page.evaluate(
        """
        () => {
          const state = document.querySelector("#state");
          let begun = 0;
          document.addEventListener("keydown", () => (begun ||= performance.now()), true);
          window.took = new Promise(done =>
              new MutationObserver(() => state.dataset.state === "saved" && done(performance.now() - begun))
                  .observe(state, { attributes: true }));
        }\
        """);
    page.keyboard().press("Control+s");
    Object figures =
        page.evaluate(
            """
            async () => {
              const save = await window.took;
              const way = performance.getEntriesByType("navigation")[0];
              const put = performance.getEntriesByType("resource").find(one => one.name.endsWith("/text"));
              return [way.responseEnd - way.requestStart, way.loadEventEnd,
                  performance.getEntriesByName("first-contentful-paint")[0].startTime,
                  put.responseEnd - put.requestStart, save];
            }\
            """);
    double[] told =
        ((List<?>) figures).stream().mapToDouble(one -> ((Number) one).doubleValue()).toArray();
    return new Measured(told[0], told[1], told[2], told[3], told[4]);
  }

  private static void tell(String what, List<Measured> all, ToDoubleFunction<Measured> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "BENCH %-32s median %4.0f ms, 95 %% within %4.0f ms%n",
        what,
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.95)]);
  }

  /** One page that came in and was recognised as any is, and 999 rows like it. */
  private String thousandPages() {
    worker().script(n -> verses());
    String slug = recognised("Thousand", 1, "san");
    jdbc.sql(
            """
            insert into page (project_id, number, image_file, media_type, image_hash, byte_count,
              width, height, dpi, version)
            select project_id, n, image_file, media_type, image_hash, byte_count, width, height, dpi,
              version
            from page, generate_series(2, :pages) n
            """)
        .param("pages", PAGES)
        .update();
    jdbc.sql(
            """
            insert into revision
            select (jsonb_populate_record(r, jsonb_build_object('page_id', p.id))).*
            from revision r, page p where p.number > 1
            """)
        .update();
    jdbc.sql("update project set page_count = :pages").param("pages", PAGES).update();
    jdbc.sql("analyze").update();
    return slug;
  }

  private static Outcome verses() {
    List<Line> lines =
        IntStream.range(0, LINES)
            .mapToObj(
                line -> {
                  int top = 40 + 24 * line;
                  String[] parts = new String[WORDS];
                  Arrays.fill(parts, "धर्मक्षेत्रे");
                  List<Word> words =
                      IntStream.range(0, WORDS)
                          .mapToObj(
                              at ->
                                  new Word(
                                      new Box(40 + 64 * at, top, 100 + 64 * at, top + 20),
                                      parts[at],
                                      at == 3 ? 0.41 : 0.96))
                          .toList();
                  Box box = new Box(40, top, 560, top + 20);
                  return new Line(box, String.join(" ", parts), 0.9, 0, 0, words);
                })
            .toList();
    return new Outcome.Recognised(
        new PageText(600, 800, lines), new Provenance(StandInProvider.NAME, "1", null, "san", ""));
  }
}
