package org.kalanjiyam.ocr.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.kalanjiyam.ocr.server.parser.Uploads;
import org.kalanjiyam.ocr.server.parser.Uploads.Sent;
import org.kalanjiyam.ocr.server.project.Books.Creation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

class BooksTest extends ServerFixture {
  private static final byte[] PNG = Uploads.encoded(Uploads.grey(400, 600), "png");

  @Autowired private Books books;
  @Autowired private Projects projects;
  @Autowired private PageFiles images;
  @Autowired private SampleBook sample;
  @Autowired private Importer importer;
  @Autowired private BookFolder folder;

  private Person ada = new Person(0, "ada", "Ada", Role.EDITOR);

  /** Also where tests before this one left imports that nobody waited for. */
  @BeforeEach
  void somebodyAndNoUploads() throws IOException {
    for (String upload : folder.uploadNames()) {
      BookFolder.delete(folder.upload(upload));
    }
    ada = new Person(person("ada", "EDITOR"), "ada", "Ada", Role.EDITOR);
  }

  /** The tables are emptied after each test: an import must not go on then. */
  @AfterEach
  void noImportGoesOn() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                jdbc.sql("select count(*) from project_import where holder <> 'another server'")
                        .query(Integer.class)
                        .single()
                    == 0);
  }

  private Project created(String title, UploadedFile... files) throws Exception {
    Creation creation = books.create(title, null, List.of(files), ada);
    assertThat(creation).isInstanceOf(Creation.Created.class);
    return ((Creation.Created) creation).project();
  }

  private Project imported(String title, UploadedFile... files) throws Exception {
    return ended(created(title, files));
  }

  private Project ended(Project project) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> now(project).status() != Project.Status.IMPORTING);
    return now(project);
  }

  private Project now(Project project) {
    return projects.byId(project.id()).orElseThrow();
  }

  private Path uploads() {
    return folder.uploads();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  @Test
  void aBookIsImportingAtOnceAndReadyOnceAllPagesAreStored() throws Exception {
    byte[] tiff = Uploads.tiff(Uploads.bilevel(40, 60), Uploads.bilevel(80, 60));
    Project begun = created("Réserve", new Sent("a.tif", tiff), new Sent("b.png", PNG));
    assertThat(begun.status()).isEqualTo(Project.Status.IMPORTING);
    assertThat(begun.pageCount()).isEqualTo(3);
    assertThat(begun.slug()).isEqualTo("reserve");

    Project ready = ended(begun);
    assertThat(ready.status()).isEqualTo(Project.Status.READY);
    assertThat(projects.pages(ready.id()))
        .extracting(Page::number, Page::width, Page::mediaType, Page::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 40, "image/png", Page.Status.NO_TEXT),
            org.assertj.core.groups.Tuple.tuple(2, 80, "image/png", Page.Status.NO_TEXT),
            org.assertj.core.groups.Tuple.tuple(3, 400, "image/png", Page.Status.NO_TEXT));
    await().atMost(Duration.ofMinutes(1)).until(() -> isEmpty(uploads()));
  }

  @Test
  void aPagesImageIsWhatItsRowSays() throws Exception {
    Project book = imported("One", new Sent("a.png", PNG));
    Page page = projects.page(book.id(), 1).orElseThrow();
    PageImages.StoredImage image = images.original(page.id()).orElseThrow();
    assertThat(image.file()).hasBinaryContent(PNG).hasSize(page.byteCount());
    assertThat(image.file()).hasDigest("SHA-256", page.imageHash());
  }

  @Test
  void pagesThatAreTheSamePictureShareOneFile() throws Exception {
    byte[] other = Uploads.encoded(Uploads.grey(41, 60), "png");
    Project book =
        imported("Same", new Sent("1.png", PNG), new Sent("2.png", other), new Sent("3.png", PNG));
    assertThat(projects.pages(book.id())).hasSize(3);
    assertThat(projects.pages(book.id()).get(0).imageFile())
        .isEqualTo(projects.pages(book.id()).get(2).imageFile())
        .isNotEqualTo(projects.pages(book.id()).get(1).imageFile());
    assertThat(projects.storedBytes(book.id())).isEqualTo(PNG.length + other.length);
  }

  @Test
  void aBookThatTakesMoreThanItMayIsRefusedInWords() throws Exception {
    DiskBudget budget = new DiskBudget(DataSize.ofMegabytes(1), 1000);
    budget.spend((1 << 20) - 1000);
    assertThatThrownBy(() -> budget.spend(1))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("1 MB");
  }

  @Test
  void aThumbnailIsASmallJpegThatIsMadeOnce() throws Exception {
    Project book = imported("One", new Sent("a.png", PNG));
    Page page = projects.page(book.id(), 1).orElseThrow();
    PageImages.StoredImage small = images.thumbnail(page);
    assertThat(ImageIO.read(small.file().toFile()).getWidth()).isEqualTo(200);
    var made = Files.getLastModifiedTime(small.file());
    assertThat(Files.getLastModifiedTime(images.thumbnail(page).file())).isEqualTo(made);
  }

  @Test
  void aSlugThatIsTakenIsSaidAndOneThatIsDerivedIsNumbered() throws Exception {
    books.create("One", "tale", List.of(new Sent("a.png", PNG)), ada);
    assertThat(books.create("Two", "tale", List.of(new Sent("a.png", PNG)), ada))
        .isEqualTo(new Creation.SlugTaken("tale"));
    assertThat(created("Tale", new Sent("a.png", PNG)).slug()).isEqualTo("tale-2");
    assertThat(created("Tale", new Sent("a.png", PNG)).slug()).isEqualTo("tale-3");
  }

  @Test
  void aSlugThatClimbsOutOfItsFolderIsUnfit() throws Exception {
    assertThat(books.create("One", "../etc", List.of(new Sent("a.png", PNG)), ada))
        .isInstanceOf(Creation.Unfit.class);
    assertThat(isEmpty(uploads())).isTrue();
  }

  @Test
  void aRefusedUploadLeavesNothingBehind() throws Exception {
    assertThat(books.create("One", null, List.of(new Sent("a.txt", new byte[] {65})), ada))
        .isInstanceOf(Creation.Refused.class);
    assertThat(isEmpty(uploads())).isTrue();
    assertThat(projects.newest(ada, null, 10)).isEmpty();
  }

  @Test
  void anImportThatACrashCutOffGoesOnWithWhatIsMissing() throws Exception {
    Project book =
        imported("Long", new Sent("a.pdf", Uploads.pdf(Uploads.vectorPage(java.awt.Color.BLUE))));
    await().atMost(Duration.ofMinutes(1)).until(() -> isEmpty(uploads()));
    // As a crash leaves it: the upload there, one page of three stored, the server's lease over.
    Path upload = Files.createDirectory(uploads().resolve("cut-off"));
    Files.write(
        upload.resolve("000001"),
        Uploads.tiff(Uploads.bilevel(40, 60), Uploads.bilevel(41, 60), Uploads.bilevel(42, 60)));
    Page stored = projects.page(book.id(), 1).orElseThrow();
    jdbc.sql("update project set status = 'IMPORTING', page_count = 3").update();
    jdbc.sql(
            """
            insert into project_import (project_id, folder, holder, lease_until, attempts)
            values (:id, 'cut-off', 'the dead server', :over, 1)
            """)
        .param("id", book.id())
        .param("over", java.sql.Timestamp.from(clock.instant().minusSeconds(1)))
        .update();
    jdbc.sql("insert into upload_file values (:id, 1, 3, '000001', 'a.tif', 'TIFF')")
        .param("id", book.id())
        .update();

    importer.wake();

    assertThat(ended(book).status()).isEqualTo(Project.Status.READY);
    assertThat(projects.pages(book.id())).extracting(Page::number).containsExactly(1, 2, 3);
    assertThat(projects.page(book.id(), 1)).contains(stored);
    assertThat(projects.page(book.id(), 3).orElseThrow().width()).isEqualTo(42);
    await().atMost(Duration.ofMinutes(1)).until(() -> isEmpty(uploads()));
  }

  @Test
  void anImportThatALivingServerHoldsIsLeftAlone() throws Exception {
    Project book = imported("Held", new Sent("a.png", PNG));
    jdbc.sql("update project set status = 'IMPORTING'").update();
    jdbc.sql(
            """
            insert into project_import (project_id, folder, holder, lease_until)
            values (:id, 'held', 'another server', :until)
            """)
        .param("id", book.id())
        .param("until", java.sql.Timestamp.from(clock.instant().plusSeconds(10)))
        .update();
    importer.wake();
    assertThat(jdbc.sql("select holder from project_import").query(String.class).single())
        .isEqualTo("another server");
  }

  @Test
  void anImportThatKeepsKillingItsServerFailsInTheEnd() throws Exception {
    Project book = imported("Deadly", new Sent("a.png", PNG));
    jdbc.sql("update project set status = 'IMPORTING'").update();
    jdbc.sql("insert into project_import (project_id, folder, attempts) values (:id, 'x', 4)")
        .param("id", book.id())
        .update();
    importer.wake();
    Project failed = ended(book);
    assertThat(failed.status()).isEqualTo(Project.Status.FAILED);
    assertThat(failed.statusReason()).contains("cut off 4 times");
  }

  @Test
  void aPageThatCannotBeReadFailsTheBookNamingIt() throws Exception {
    byte[] tiff = Uploads.tiff(Uploads.grey(40, 60), Uploads.grey(50, 60));
    Project failed = imported("Half", new Sent("half.tif", broken(tiff)));
    assertThat(failed.status()).isEqualTo(Project.Status.FAILED);
    assertThat(failed.statusReason()).isEqualTo("Page 1 of half.tif is damaged and cannot be read");
  }

  /** Says that the first page's strips are compressed in a way that nobody knows. */
  private static byte[] broken(byte[] tiff) {
    for (int i = 8; i < tiff.length - 12; i++) {
      if (tiff[i] == 1 && tiff[i + 1] == 3 && tiff[i + 2] == 0 && tiff[i + 3] == 3) {
        tiff[i + 8] = 77;
        tiff[i + 9] = 77;
        return tiff;
      }
      if (tiff[i] == 3 && tiff[i + 1] == 1 && tiff[i + 2] == 3 && tiff[i + 3] == 0) {
        tiff[i + 8] = 77;
        tiff[i + 9] = 77;
        return tiff;
      }
    }
    throw new IllegalArgumentException("No compression tag");
  }

  @Test
  void aDeletedBookIsGoneWithItsFilesOnceItsTimeIsOver() throws Exception {
    Project book = imported("Gone", new Sent("a.png", PNG));
    assertThat(folder.project(book.id())).exists();
    assertThat(books.delete(book, ada)).isEqualTo(Books.Deletion.DELETED);
    assertThat(projects.bySlug("gone")).isEmpty();
    assertThat(books.delete(book, ada)).isEqualTo(Books.Deletion.NOT_THERE);
    assertThat(folder.project(book.id())).as("it can still be had back").exists();
    clock.advance(books.keepsDeleted().plusDays(1));
    books.removeDeleted();
    assertThat(folder.project(book.id())).doesNotExist();
  }

  @Test
  void theSampleBookBecomesReady() throws Exception {
    Creation creation = sample.create(ada);
    Project ready = ended(((Creation.Created) creation).project());
    assertThat(ready.status()).isEqualTo(Project.Status.READY);
    assertThat(ready.pageCount()).isEqualTo(8);
    assertThat(projects.pages(ready.id())).allMatch(page -> page.dpi() == 200);
  }
}
