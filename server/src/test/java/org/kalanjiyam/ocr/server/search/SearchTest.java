package org.kalanjiyam.ocr.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.access.Membership;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SearchTest extends ServerFixture {
  @Autowired Projects projects;
  @Autowired Revisions revisions;
  @Autowired Proofing proofing;
  @Autowired SearchIndexer indexer;
  @Autowired SearchIndex index;
  @Autowired Search search;
  @Autowired Membership membership;
  @Autowired ApiTokens tokens;
  @Autowired TransactionTemplate transaction;
  @Autowired org.kalanjiyam.ocr.server.project.Books shelf;

  private Books books;
  private Person owner;
  private Person reader;
  private Project gita;

  @BeforeEach
  void aBook() {
    books = new Books(jdbc, projects);
    owner = books.person("owner", Role.EDITOR);
    reader = books.person("reader", Role.READER);
    gita = books.book("gita", 3, owner);
    recognised(gita, 1, "धर्मक्षेत्रे कुरुक्षेत्रे", "समवेता युयुत्सवः");
    recognised(gita, 2, "मामकाः पाण्डवाश्चैव", "किमकुर्वत सञ्जय");
    indexed();
  }

  /** Another server's schedule may have some of the pages in its hands: they are waited for. */
  private void indexed() {
    await()
        .until(
            () -> {
              indexer.indexAll();
              return jdbc.sql("select count(*) from search_due").query(Long.class).single() == 0;
            });
  }

  @Test
  void aWordIsFoundWithItsLineAndItsPlaceOnThePicture() {
    List<SearchHit> hits = find("संजय");
    assertThat(hits).hasSize(1);
    SearchHit hit = hits.getFirst();
    assertThat(hit.page().number()).isEqualTo(2);
    assertThat(hit.line()).isEqualTo(2);
    assertThat(hit.box()).isEqualTo(new Box(0, 40, 100, 60));
    assertThat(hit.marks().getFirst().box()).isEqualTo(new Box(50, 40, 100, 60));
    String text = revisions.newest(hit.page().id()).orElseThrow().text();
    SearchHit.Mark mark = hit.marks().getFirst();
    assertThat(text.substring(mark.textStart(), mark.textEnd())).isEqualTo("सञ्जय");
  }

  @Test
  void partsOfCompoundsAndRomanTypingFindToo() {
    assertThat(lines("क्षेत्र")).containsExactly("धर्मक्षेत्रे कुरुक्षेत्रे");
    assertThat(lines("kurukSetra")).containsExactly("धर्मक्षेत्रे कुरुक्षेत्रे");
    assertThat(lines("kurukṣetra")).hasSize(1);
    assertThat(lines("pandava")).containsExactly("मामकाः पाण्डवाश्चैव");
    assertThat(lines("Arjuna")).isEmpty();
  }

  @Test
  void wordsInQuotesHaveToFollowEachOther() {
    assertThat(lines("\"किमकुर्वत सञ्जय\"")).hasSize(1);
    assertThat(lines("\"सञ्जय किमकुर्वत\"")).isEmpty();
    assertThat(lines("सञ्जय मामकाः")).as("both on one page").hasSize(2);
  }

  @Test
  void anEditIsFoundAndWhatItTookAwayIsNot() {
    var page = projects.page(gita.id(), 2).orElseThrow();
    proofing.save(page, "मामकाः कौरवाश्चैव", 1, owner);
    assertThat(index.due()).isEqualTo(1);
    indexed();
    assertThat(lines("कौरव")).hasSize(1);
    assertThat(lines("संजय")).isEmpty();
    assertThat(index.due()).isZero();
  }

  @Test
  void aServerThatIsNotToLeavesWhatChangedToOthers() {
    var page = projects.page(gita.id(), 2).orElseThrow();
    proofing.save(page, "मामकाः कौरवाश्चैव", 1, owner);
    new SearchIndexer(index, transaction, new SearchProperties(false)).indexAll();
    assertThat(index.due()).isEqualTo(1);
  }

  @Test
  void closedBooksAreFoundByThoseWhoSeeThemOnly() {
    membership.close(owner, gita.id(), "gita");
    assertThat(search.find("संजय", reader, null, null, 20).hits()).isEmpty();
    assertThat(find("संजय")).hasSize(1);
  }

  @Test
  void deletedAndArchivedBooksAreNotFoundAndARestoredOneIs() {
    jdbc.sql("update project set archived_at = now() where id = :id")
        .param("id", gita.id())
        .update();
    assertThat(find("संजय")).isEmpty();
    jdbc.sql("update project set archived_at = null").update();
    shelf.delete(gita, owner);
    assertThat(find("संजय")).isEmpty();
    assertThat(projects.bySlug("gita")).isEmpty();
    shelf.restore(gita.id(), owner);
    assertThat(find("संजय")).hasSize(1);
    assertThat(projects.bySlug("gita")).isPresent();
  }

  @Test
  void theListGoesOnWhereItsPartEnded() {
    Project many = books.book("many", 30, owner);
    for (int page = 1; page <= 30; page++) {
      recognised(many, page, "The same line", "page " + page);
    }
    indexed();
    List<Integer> seen = new ArrayList<>();
    String part = null;
    do {
      Search.Found found = search.find("same", owner, null, part, 7);
      found.hits().forEach(hit -> seen.add(hit.page().number()));
      part = found.next();
    } while (part != null);
    assertThat(seen).hasSize(30).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void programsGetLinesWithBoxesAndALinkToTheNextPart() throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            address()
                                + "/api/v1/search?size=1&q="
                                + URLEncoder.encode("kSetra", StandardCharsets.UTF_8)))
                    .header("Authorization", "Bearer " + token(reader))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = new JsonMapper().readTree(answer.body());
    JsonNode line = body.path("results").path(0);
    assertThat(line.path("project_slug").asString()).isEqualTo("gita");
    assertThat(line.path("page").asString()).isEqualTo("1");
    assertThat(line.path("box").size()).isEqualTo(4);
    assertThat(line.path("hits")).hasSize(2);
    assertThat(line.path("hits").path(0).path("text").asString()).isEqualTo("धर्मक्षेत्रे");
    assertThat(answer.headers().firstValue("Link").orElse("")).contains("rel=\"next\"");
  }

  private List<SearchHit> find(String query) {
    return search.find(query, owner, null, null, 20).hits();
  }

  private List<String> lines(String query) {
    return find(query).stream().map(SearchHit::text).toList();
  }

  /** An engine reads lines of two words each, or so. */
  private void recognised(Project book, int number, String... texts) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      int top = i * 40;
      String[] parts = texts[i].split(" ");
      List<Word> words = new ArrayList<>();
      for (int w = 0; w < parts.length; w++) {
        Box box = new Box(w * 100 / parts.length, top, (w + 1) * 100 / parts.length, top + 20);
        words.add(new Word(box, parts[w], 0.9));
      }
      lines.add(new Line(new Box(0, top, 100, top + 20), texts[i], 0.9, 0, 0, words));
    }
    long page = projects.page(book.id(), number).orElseThrow().id();
    transaction.executeWithoutResult(
        status ->
            revisions.addRecognised(
                List.of(
                    new Revisions.Recognition(
                        page,
                        UUID.randomUUID(),
                        0,
                        new PageText(100, 100, lines),
                        new Provenance("stand-in", "1", null, "san", ""),
                        "hash-" + number,
                        clock.instant()))));
  }

  private String token(Person person) {
    return tokens
        .make(person, "t", person.role(), clock.instant().plus(Duration.ofDays(1)))
        .secret()
        .value();
  }
}
