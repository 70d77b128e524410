package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.beans.factory.annotation.Autowired;

class WorkersImagesTest extends ServerFixture {
  @Autowired Projects projects;
  @Autowired TaskStart start;
  @Autowired Workers workers;
  @Autowired Dispatcher dispatcher;
  @Autowired SignedAddresses addresses;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aSignedAddressGivesTheImageToTheWorkerThatSaysWhoItIs() throws Exception {
    Path images = Files.createDirectories(TestSite.dataFolder().resolve("pages/none"));
    Files.writeString(images.resolve("1"), "an image");
    Files.deleteIfExists(images.resolve("2"));
    UUID task = startedTask();
    URI first = addresses.ofPage(task, 1, ticket(task, 1));

    assertThat(get(first, null).statusCode()).isEqualTo(403);
    HttpResponse<String> image = get(first, "reader-1");
    assertThat(image.statusCode()).isEqualTo(200);
    assertThat(image.body()).isEqualTo("an image");
    assertThat(image.headers().firstValue(WorkQueues.CLAIM_HEADER)).isPresent();
    assertThat(image.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(status(task, 1)).isEqualTo("ACTIVE");

    URI lost = addresses.ofPage(task, 2, ticket(task, 2));
    assertThat(get(lost, "reader-1").statusCode()).isEqualTo(404);
    announce(true);
  }

  @Test
  void anAddressThatIsForgedOldOrOfAPageThatNobodyWaitsForGivesNothing() throws Exception {
    UUID nobody = UUID.randomUUID();
    URI signed = addresses.ofPage(nobody, 1, 7);
    assertThat(get(signed, "reader-1").statusCode()).isEqualTo(410);
    String text = signed.toString();
    for (String forged :
        List.of(
            text.replace("/1/7?", "/2/7?"),
            text.replace("/1/7?", "/1/8?"),
            text.replaceFirst("expires=\\d", "expires=9"),
            text.replaceFirst("expires=\\d+", "expires=999999999999999999"),
            text.replaceFirst("expires=[^&]+&", ""),
            text.replaceFirst("&signature=.*", ""),
            text.replaceFirst("signature=.*", "signature=%00"))) {
      assertThat(get(URI.create(forged), "reader-1").statusCode()).as(forged).isEqualTo(403);
    }
    assertThat(get(signed, "x".repeat(201)).statusCode()).isEqualTo(403);
    clock.advance(java.time.Duration.ofDays(30));
    assertThat(get(signed, "reader-1").statusCode()).isEqualTo(403);
  }

  private UUID startedTask() {
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    announce(false);
    var book = books.book("leaflet", 2, meena);
    UUID task =
        ((Started) start.start(book, StartRequest.unedited(StandInProvider.NAME, "eng"), meena))
            .task()
            .id();
    await()
        .untilAsserted(
            () -> {
              dispatcher.fill();
              assertThat(ticket(task, 2)).isPositive();
            });
    return task;
  }

  private long ticket(UUID task, int page) {
    return jdbc.sql(
            "select coalesce(ticket, 0) from task_page where task_id = :task and page = :page")
        .param("task", task)
        .param("page", page)
        .query(Long.class)
        .single();
  }

  private String status(UUID task, int page) {
    return jdbc.sql("select status from task_page where task_id = :task and page = :page")
        .param("task", task)
        .param("page", page)
        .query(String.class)
        .single();
  }

  private void announce(boolean leaving) {
    workers.hear(Announcements.of("reader-1", 2, leaving));
  }

  private HttpResponse<String> get(URI address, String worker) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (worker != null) {
      request.header("X-Kalanjiyam-Worker", worker);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
