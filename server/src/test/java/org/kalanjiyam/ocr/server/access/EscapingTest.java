package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.account.SignInLinks;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Markup in everything that somebody, a scan or an engine may write, and every page that shows it.
 */
class EscapingTest extends ServerFixture {
  private static final String EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";

  @Autowired private SignInLinks links;
  @Autowired private Projects projects;
  private final UUID running = UUID.randomUUID();
  private final UUID ended = UUID.randomUUID();
  private Browser browser;

  @BeforeEach
  void everythingIsEvil() {
    browser = new Browser(address());
    browser.open("/?token=" + links.oneTimeToken());
    jdbc.sql("update person set display_name = :evil").param("evil", EVIL).update();
    Books books = new Books(jdbc, projects);
    Person admin = new Person(1, "administrator", EVIL, Role.ADMIN);
    Project book = books.book("book", 2, admin);
    Project other = books.book("other", 2, admin);
    books.edit(book, 1, admin);
    jdbc.sql("update page set image_file = image_file || '.png'").update();
    jdbc.sql("update project set title = :evil").param("evil", EVIL).update();
    jdbc.sql("update revision set text = :evil").param("evil", EVIL).update();
    jdbc.sql(
            """
            insert into project (slug, title, status, status_reason, created_by)
            values ('failed', :evil, 'FAILED', :evil, 1)
            """)
        .param("evil", EVIL)
        .update();
    jdbc.sql(
            """
            insert into webhook (person_id, everyone, url, secret, events, created_at)
            values (1, true, 'https://x/' || :evil, 'x', '{ENDED}', now());
            insert into delivery (id, webhook_id, person_id, task_id, event, body, created_at,
              status, answer)
            values (gen_random_uuid(), 1, 1, gen_random_uuid(), 'ENDED', '{}', now(), 200, :evil);
            insert into notification (person_id, event, task_id, occurrence, total, done,
              failed, detail, shown, created_at)
            values (1, 'PAUSED', gen_random_uuid(), 1, 1, 0, 0, :evil, true, now())
            """)
        .param("evil", EVIL)
        .update();
    jdbc.sql("update project set open = false where slug = 'book'").update();
    jdbc.sql("insert into project_member select id, 1 from project where slug = 'book'").update();
    task(running, book, "PAUSED");
    task(ended, other, "FAILURE");
    jdbc.sql(
            """
            insert into api_token (token_hash, person_id, name, role, created_at, expires_at)
            values ('x', 1, :evil, 'READER', now(), now() + interval '1 day')
            """)
        .param("evil", EVIL)
        .update();
    jdbc.sql(
            "insert into audit (at, actor, action, task_id, subject, detail)"
                + " values (now(), 1, 'task.start', :task, :evil, :evil)")
        .param("task", ended)
        .param("evil", EVIL)
        .update();
  }

  @Test
  void everyPageShowsMarkupAsText() {
    List<String> shown =
        List.of(
            "/",
            "/tasks",
            "/tasks/" + running,
            "/tasks/" + ended,
            "/tasks/" + ended + "?page=1",
            "/proofing/book",
            "/proofing/book/1",
            "/proofing/failed",
            "/proofing/book/members",
            "/notifications",
            "/notifications/settings",
            "/notifications/webhooks/1",
            "/proofing/book/batch-ocr",
            "/proofing/other/batch-ocr",
            "/proofing/batch-ocr-status/" + running,
            "/workers",
            "/people",
            "/account");
    for (String path : shown) {
      HttpResponse<String> page = browser.open(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body()).as(path).doesNotContain("<script>alert").doesNotContain("<img src=x");
    }
    assertThat(browser.open("/").body()).contains("&lt;script&gt;alert(1)");
    assertThat(browser.open("/proofing/book/1").body()).contains("&lt;script&gt;alert(1)");
    assertThat(browser.open("/tasks/" + ended).body()).contains("&lt;script&gt;alert(1)");
  }

  @Test
  void aFileNameAndAFormThatAreEvilAreShownAsText() {
    String form = browser.formToken("/projects/new");
    String part = "--line\r\nContent-Disposition: form-data; name=";
    String body =
        part
            + "\"_csrf\"\r\n\r\n"
            + form
            + "\r\n"
            + part
            + "\"title\"\r\n\r\n"
            + EVIL
            + "\r\n"
            + part
            + "\"file\"; filename=\"<script>alert(3)<.png\"\r\n\r\nno picture\r\n--line--\r\n";
    HttpResponse<String> refused =
        browser.send(
            browser
                .request("/projects/new")
                .header("Content-Type", "multipart/form-data; boundary=line")
                .POST(BodyPublishers.ofString(body))
                .build());
    assertThat(refused.statusCode()).isIn(415, 422);
    assertThat(refused.body())
        .contains("&lt;script&gt;alert(3)")
        .doesNotContain("<script>alert")
        .doesNotContain("<img src=x");

    HttpResponse<String> unknown =
        browser.submit("/proofing/book/members", "/proofing/book/members", Map.of("name", EVIL));
    assertThat(unknown.statusCode()).isEqualTo(303);
    assertThat(browser.open("/proofing/book/members").body())
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert");
  }

  @Test
  void programsGetTextAsJsonAndNeverAsAPage() {
    HttpResponse<String> page = browser.open("/api/v1/projects/book/pages/1");
    assertThat(page.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    HttpResponse<String> missing = browser.open("/api/v1/projects/book/pages/%3Cscript%3E");
    assertThat(missing.headers().firstValue("Content-Type").orElse("")).contains("json");
  }

  @Test
  void anExportIsADownloadAndItsMarkupIsEscaped() {
    HttpResponse<String> hocr = browser.open("/api/v1/projects/book/export?format=hocr");
    assertThat(hocr.statusCode()).isEqualTo(200);
    assertThat(hocr.body()).doesNotContain("<script>alert").doesNotContain("<img src=x");
    assertThat(hocr.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
  }

  private void task(UUID id, Project book, String status) {
    boolean over = status.equals("FAILURE");
    jdbc.sql(
            """
            insert into task (id, project_id, project_slug, engine, language, scope, status,
              pause_reason, total, queued, failed, waiting, started_by, started_at, updated_at,
              finished_at, failure_cause)
            values (:id, :project, :slug, 'tesseract', 'eng', 'ALL', :status,
              :evil, 1, :queued, :failed, :queued, 1, now(), now(),
              case when :over then now() end, 'engine-error')
            """)
        .param("id", id)
        .param("project", book.id())
        .param("slug", book.slug())
        .param("status", status)
        .param("evil", over ? null : EVIL)
        .param("queued", over ? 0 : 1)
        .param("failed", over ? 1 : 0)
        .param("over", over)
        .update();
    jdbc.sql(
            """
            insert into task_page (task_id, page, page_id, image_hash, dpi, base_version, status,
              worker, ended_at, ended_version, cause, reason)
            select :id, 1, id, image_hash, dpi, 0, :status, :evil,
              case when :over then now() end, case when :over then 1 end, 'engine-error', :evil
            from page where project_id = :project and number = 1
            """)
        .param("id", id)
        .param("status", over ? "FAILED" : "QUEUED")
        .param("evil", EVIL)
        .param("over", over)
        .param("project", book.id())
        .update();
  }
}
