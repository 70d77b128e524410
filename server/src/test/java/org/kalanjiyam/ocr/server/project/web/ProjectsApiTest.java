package org.kalanjiyam.ocr.server.project.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.PageFiles;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Books, pages, texts and exports as a script uses them. */
class ProjectsApiTest extends ServerFixture {
  private static final String BOUNDARY = "----between-the-parts";
  private static final String PROJECTS = "/api/v1/projects";

  private final HttpClient http = HttpClient.newHttpClient();

  @Autowired private JsonMapper json;
  @Autowired private Projects projects;
  @Autowired private PageFiles files;

  private static byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(400, 600, BufferedImage.TYPE_BYTE_GRAY), "png", out);
    return out.toByteArray();
  }

  private HttpResponse<byte[]> send(String method, String path, String type, BodyPublisher body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Authorization", "Bearer test-admin-token")
            .header("Content-Type", type)
            .method(method, body)
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
    return send(method, path, "application/json", BodyPublishers.ofString(body));
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Authorization", "Bearer test-admin-token");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private JsonNode json(HttpResponse<byte[]> response) {
    return json.readTree(response.body());
  }

  private HttpResponse<byte[]> upload(String title, String slug, String name, byte[] file)
      throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    field(body, "title", title);
    if (!slug.isEmpty()) {
      field(body, "slug", slug);
    }
    return sendFile("POST", PROJECTS, body, name, file);
  }

  private HttpResponse<byte[]> sendFile(
      String method, String path, ByteArrayOutputStream body, String name, byte[] file)
      throws Exception {
    part(body, "name=\"file\"; filename=\"" + name + "\"", file);
    body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        method,
        path,
        "multipart/form-data; boundary=" + BOUNDARY,
        BodyPublishers.ofByteArray(body.toByteArray()));
  }

  private static void field(ByteArrayOutputStream body, String name, String value)
      throws IOException {
    part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content)
      throws IOException {
    String head =
        "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
    body.write(head.getBytes(StandardCharsets.UTF_8));
    body.write(content);
    body.write("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private void importedBook() throws Exception {
    assertThat(upload("Tale", "", "1.png", png()).statusCode()).isEqualTo(201);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> json(get(PROJECTS + "/tale")).path("status").asString().equals("READY"));
  }

  private void assertProblem(HttpResponse<byte[]> response, int status, String says) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(response).path("status").asInt()).isEqualTo(status);
    assertThat(json(response).path("detail").asString()).contains(says);
  }

  @Test
  void aBookIsCreatedAtItsAddress() throws Exception {
    HttpResponse<byte[]> created = upload("Ein Märchen", "", "scan.png", png());
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location")).contains(PROJECTS + "/ein-marchen");
    assertThat(json(created).path("title").asString()).isEqualTo("Ein Märchen");
    assertThat(json(created).path("status").asString()).isIn("IMPORTING", "READY");
    assertThat(json(created).path("page_count").asInt()).isEqualTo(1);
    assertThat(json(get(PROJECTS)).at("/0/slug").asString()).isEqualTo("ein-marchen");
  }

  @Test
  void uploadsThatCannotBecomeABookAreRefusedWithTheReason() throws Exception {
    importedBook();
    assertProblem(upload("Tale", "tale", "1.png", png()), 409, "'tale'");
    assertProblem(upload("Tale", "../tale", "1.png", png()), 400, "slug");
    assertProblem(upload("Tale", "", "letter.pdf", "Dear".getBytes("UTF-8")), 415, "JPEG 2000");
    assertProblem(upload("Tale", "", "void.png", new byte[0]), 422, "void.png is empty");
    assertProblem(upload("Tale", "", "b.pdf", "%PDF-1.7".getBytes("UTF-8")), 422, "b.pdf");
    assertProblem(get(PROJECTS + "/nothing"), 404, "nothing");
  }

  @Test
  void aPagesPictureIsCachedByItsHash() throws Exception {
    importedBook();
    JsonNode page = json(get(PROJECTS + "/tale/pages")).get(0);
    assertThat(page.path("page").asString()).isEqualTo("1");
    assertThat(page.path("status").asString()).isEqualTo("NO_TEXT");
    assertThat(page.path("has_text").asBoolean()).isFalse();
    assertThat(page.path("confidence").isNull()).isTrue();
    String address = PROJECTS + "/tale/pages/1/image";
    HttpResponse<byte[]> image = get(address + "?v=" + page.path("image_hash").asString());
    assertThat(image.statusCode()).isEqualTo(200);
    assertThat(image.body()).isEqualTo(png());
    assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(image.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(image.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    String tag = image.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).contains(page.path("image_hash").asString());
    assertThat(get(address, "If-None-Match", tag).statusCode()).isEqualTo(304);
    HttpResponse<byte[]> beyond = get(address, "Range", "bytes=999999999-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.body()).isEmpty();
    assertThat(get(address, "Range", "bytes=0-3").body()).hasSize(4);
    HttpResponse<byte[]> small = get(PROJECTS + "/tale/pages/1/thumbnail");
    assertThat(small.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertProblem(get(PROJECTS + "/tale/pages/2/image"), 404, "'2'");
    assertProblem(get(PROJECTS + "/tale/pages/one"), 404, "'one'");
  }

  @Test
  void pagesAreTurnedReplacedAndAdded() throws Exception {
    importedBook();
    String page = PROJECTS + "/tale/pages/1";
    assertThat(send("POST", page + "/rotate", "{\"degrees\":90}").statusCode()).isEqualTo(204);
    assertThat(json(get(page)).path("width").asInt()).isEqualTo(600);
    assertProblem(send("POST", page + "/rotate", "{\"degrees\":45}"), 400, "clockwise");
    assertProblem(send("DELETE", page + "/image", ""), 409, "no earlier picture");

    send("PUT", page + "/text", "{\"text\":\"one\",\"version\":0}");
    assertThat(sendFile("PUT", page + "/image", new ByteArrayOutputStream(), "b.png", png()))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(204);
    assertThat(json(get(page)).path("outdated").asBoolean()).isTrue();
    assertThat(json(get(page)).path("text").asString()).isEqualTo("one");
    assertThat(send("DELETE", page + "/image", "").statusCode()).isEqualTo(204);
    assertThat(json(get(page)).path("outdated").asBoolean()).isFalse();
    assertProblem(send("PUT", page + "/image", "{}"), 422, "no file");

    ByteArrayOutputStream first = new ByteArrayOutputStream();
    field(first, "position", "1");
    assertThat(sendFile("POST", PROJECTS + "/tale/pages", first, "a.png", png()).statusCode())
        .isEqualTo(202);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> json(get(PROJECTS + "/tale")).path("status").asString().equals("READY"));
    assertThat(json(get(PROJECTS + "/tale")).path("page_count").asInt()).isEqualTo(2);
    assertThat(json(get(PROJECTS + "/tale/pages/2")).path("text").asString()).isEqualTo("one");

    long moved = json(get(PROJECTS + "/tale/pages/2")).path("page_id").asLong();
    String late = "{\"text\":\"two\",\"version\":1,\"page_id\":%d}";
    assertThat(json(send("PUT", page + "/text", late.formatted(moved))).path("page").asString())
        .isEqualTo("2");
    assertThat(json(get(page)).path("version").asInt()).isZero();
    assertProblem(send("PUT", page + "/text", late.formatted(moved + 9)), 404, "taken out");
  }

  @Test
  void aListIsPagedByWhatItsLinkNames() throws Exception {
    importedBook();
    upload("Second", "", "1.png", png());
    HttpResponse<byte[]> first = get(PROJECTS + "?size=1");
    assertThat(json(first).at("/0/slug").asString()).isEqualTo("second");
    Matcher next =
        Pattern.compile("<([^>]+)>; rel=\"next\"")
            .matcher(first.headers().firstValue("Link").orElse(""));
    assertThat(next.find()).isTrue();
    assertThat(json(get(next.group(1))).at("/0/slug").asString()).isEqualTo("tale");

    for (String firstPart : List.of("", "0", "1")) {
      assertThat(json(get(PROJECTS + "?page=" + firstPart))).hasSize(2);
      assertThat(get("/api/v1/tasks?page=" + firstPart).statusCode()).isEqualTo(200);
    }
    assertProblem(get(PROJECTS + "?page=2"), 400, "Link header");
    assertProblem(get("/api/v1/tasks?page=2"), 400, "Link header");
  }

  @Test
  void aBodyThatIsNotUnderstoodIsAnsweredWithWhereToLook() throws Exception {
    importedBook();
    for (String body : List.of("{", "[]", "null", "{\"engine\":{}}")) {
      assertProblem(send("POST", PROJECTS + "/tale/ocr", body), 400, "/swagger-ui.html");
    }
    assertProblem(send("POST", PROJECTS, "{}"), 415, "multipart/form-data");
  }

  @Test
  void aPictureWhoseFileIsLostIsMissedWithWhatToDo() throws Exception {
    importedBook();
    Page page = projects.page(projects.bySlug("tale").orElseThrow().id(), 1).orElseThrow();
    Files.delete(files.original(page).file());

    assertProblem(get(PROJECTS + "/tale/pages/1/image"), 404, "from a backup");
    assertProblem(get(PROJECTS + "/tale/pages/1/thumbnail"), 404, "from a backup");
    assertProblem(get(PROJECTS + "/tale/export?format=pdf"), 422, "any more: 1. Put");
    assertThat(get(PROJECTS + "/tale/export?format=txt").statusCode()).isEqualTo(200);
  }

  @Test
  void aTextIsSavedOnceForEachVersion() throws Exception {
    importedBook();
    String page = PROJECTS + "/tale/pages/1";
    JsonNode fresh = json(get(page));
    assertThat(fresh.path("version").asInt()).isZero();
    assertThat(fresh.path("engine").isNull()).isTrue();
    assertThat(fresh.path("lines").isArray()).isTrue();
    HttpResponse<byte[]> saved = send("PUT", page + "/text", "{\"text\":\"one\",\"version\":0}");
    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(json(saved).path("version").asInt()).isEqualTo(1);
    assertThat(json(saved).at("/lines/0/box").toString()).isEqualTo("[0,0,400,600]");
    HttpResponse<byte[]> late = send("PUT", page + "/text", "{\"text\":\"two\",\"version\":0}");
    assertProblem(late, 409, "newest version is 1");
    assertThat(json(late).path("your_text").asString()).isEqualTo("two");
    assertThat(json(late).path("current_text").asString()).isEqualTo("one");
    assertThat(json(late).path("current_version").asInt()).isEqualTo(1);
    assertProblem(send("PUT", page + "/text", "{\"text\":\"two\"}"), 400, "version");
  }

  @Test
  void anExportIsADownload() throws Exception {
    importedBook();
    send("PUT", PROJECTS + "/tale/pages/1/text", "{\"text\":\"one\",\"version\":0}");
    HttpResponse<byte[]> text = get(PROJECTS + "/tale/export?format=txt");
    assertThat(new String(text.body(), StandardCharsets.UTF_8)).isEqualTo("one\n");
    assertThat(text.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"tale.txt\"");
    assertThat(new String(get(PROJECTS + "/tale/export?format=pdf").body(), 0, 5, "US-ASCII"))
        .isEqualTo("%PDF-");
    assertProblem(
        get(PROJECTS + "/tale/export?format=doc"), 400, "txt, pdf, hocr, alto, page, json");
  }

  @Test
  void aBookIsDeletedUnlessATaskIsActive() throws Exception {
    importedBook();
    jdbc.sql(
            """
            insert into task (id, project_id, project_slug, engine, language, scope, status, total,
              queued, waiting, started_by, started_at, updated_at)
            select gen_random_uuid(), id, slug, 'none', 'eng', 'ALL', 'PAUSED', 0, 0, 0, created_by,
              now(), now()
            from project
            """)
        .update();
    assertProblem(send("DELETE", PROJECTS + "/tale", ""), 409, "task");
    jdbc.sql("delete from task").update();
    assertThat(send("DELETE", PROJECTS + "/tale", "").statusCode()).isEqualTo(204);
    assertThat(get(PROJECTS + "/tale").statusCode()).isEqualTo(404);
  }
}
