package org.kalanjiyam.ocr.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.parser.FileKind;
import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.kalanjiyam.ocr.server.parser.Pools;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.kalanjiyam.ocr.server.parser.UploadRefused.Reason;
import org.kalanjiyam.ocr.server.parser.Uploads;
import org.kalanjiyam.ocr.server.parser.Uploads.Sent;
import org.springframework.util.unit.DataSize;

final class UploadPlanTest {
  private static final byte[] PNG = Uploads.encoded(Uploads.grey(40, 60), "png");
  private static final ImportLimits LIMITS =
      new ImportLimits(
          DataSize.ofMegabytes(2),
          20,
          12,
          1,
          Duration.ofSeconds(20),
          2,
          DataSize.ofMegabytes(512),
          DataSize.ofGigabytes(1));
  private static final ImageWorkPool PARSERS = Pools.open(LIMITS.maxMegapixels());

  private final UploadPlan plans = new UploadPlan(LIMITS, PARSERS);

  @TempDir Path folder;

  @AfterAll
  static void endParsers() {
    PARSERS.close();
  }

  private List<PlannedFile> plan(UploadedFile... files) throws Exception {
    return plans.plan(List.of(files), folder);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Reason reason, UploadedFile... files) {
    return assertThatThrownBy(() -> plan(files))
        .isInstanceOfSatisfying(
            UploadRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void kindsAreToldByContentAndPagesNumberedThrough() throws Exception {
    byte[] tiff = Uploads.tiff(Uploads.bilevel(10, 10), Uploads.bilevel(10, 10));
    byte[] pdf = Uploads.pdf(Uploads.jpegPage(Uploads.grey(40, 60)));
    List<PlannedFile> planned =
        plan(new Sent("b.png", tiff), new Sent("a.exe", pdf), new Sent("0.pdf", PNG));
    assertThat(planned)
        .extracting(PlannedFile::kind, PlannedFile::firstPage, PlannedFile::pageCount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(FileKind.TIFF, 1, 2),
            org.assertj.core.groups.Tuple.tuple(FileKind.PDF, 3, 1),
            org.assertj.core.groups.Tuple.tuple(FileKind.PNG, 4, 1));
  }

  @Test
  void imagesAreOrderedAsAPersonNumbersThem() throws Exception {
    assertThat(plan(new Sent("p10.png", PNG), new Sent("p2.png", PNG), new Sent("P1.png", PNG)))
        .extracting(PlannedFile::name)
        .containsExactly("P1.png", "p2.png", "p10.png");
  }

  @Test
  void namesInAZipAreNeverPaths() throws Exception {
    byte[] zip =
        Uploads.zip(
            new Sent("../../evil.png", PNG),
            new Sent("/etc/evil.png", PNG),
            new Sent("__MACOSX/._a.png", new byte[] {1}),
            new Sent("scans/.DS_Store", new byte[] {1}),
            new Sent("readme.txt", new byte[] {'x'}),
            new Sent("scans/page 2.png", PNG),
            new Sent("scans/page 10.png", PNG));
    List<PlannedFile> planned = plan(new Sent("book.zip", zip));
    assertThat(planned).hasSize(4);
    assertThat(planned.getLast().name()).isEqualTo("book.zip: scans/page 10.png");
    assertThat(planned).allMatch(file -> file.file().matches("[0-9-]+"));
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(4);
    }
  }

  @Test
  void aZipThatUnpacksToTooMuchIsRefusedBeforeItIsOnDisk() throws Exception {
    byte[] bomb = new byte[3 << 20];
    System.arraycopy(PNG, 0, bomb, 0, PNG.length);
    assertRefused(Reason.TOO_LARGE, new Sent("bomb.zip", Uploads.zip(new Sent("a.png", bomb))))
        .hasMessageContaining("bomb.zip: a.png");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(UploadPlanTest::size).sum())
          .isLessThan(LIMITS.maxUpload().toBytes());
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void tooManyFilesInAZipAreRefused() throws Exception {
    Sent[] many = new Sent[21];
    for (int i = 0; i < many.length; i++) {
      many[i] = new Sent(i + ".png", PNG);
    }
    assertRefused(Reason.TOO_LARGE, new Sent("many.zip", Uploads.zip(many)));
  }

  @Test
  void tooManyPagesAreRefused() throws Exception {
    Uploads.Drawing[] pages = new Uploads.Drawing[13];
    java.util.Arrays.fill(pages, (Uploads.Drawing) (document, page, content) -> {});
    assertRefused(Reason.TOO_LARGE, new Sent("long.pdf", Uploads.pdf(pages)));
  }

  @Test
  void tooManyPixelsAreRefusedWithoutDecoding() {
    byte[] large = PNG.clone();
    large[16] = 0x7f; // the header says 2 thousand million pixels wide
    assertRefused(Reason.TOO_LARGE, new Sent("large.png", large)).hasMessageContaining("large.png");
  }

  @Test
  void whatIsNoKindWeReadIsRefusedNamingTheKinds() throws Exception {
    assertRefused(Reason.UNKNOWN_KIND, new Sent("letter.pdf", "Dear Sir".getBytes("UTF-8")))
        .hasMessageContaining("letter.pdf")
        .hasMessageContaining("PDF, PNG, JPEG, TIFF");
    assertRefused(
        Reason.UNKNOWN_KIND,
        new Sent(
            "letter.docx",
            Uploads.zip(new Sent("[Content_Types].xml", PNG), new Sent("a.png", PNG))));
  }

  @Test
  void damagedEmptyAndEncryptedFilesAreRefusedByName() throws Exception {
    assertRefused(Reason.UNREADABLE, new Sent("void.png", new byte[0]))
        .hasMessageContaining("void.png is empty");
    assertRefused(
            Reason.UNREADABLE, new Sent("cut.png", java.util.Arrays.copyOf(PNG, PNG.length / 2)))
        .hasMessageContaining("cut.png");
    assertRefused(Reason.UNREADABLE, new Sent("bad.pdf", "%PDF-1.4 and no more".getBytes("UTF-8")))
        .hasMessageContaining("bad.pdf");
    assertRefused(Reason.UNREADABLE, new Sent("secret.pdf", Uploads.encryptedPdf()))
        .hasMessageContaining("secret.pdf")
        .hasMessageContaining("password");
    assertRefused(Reason.UNREADABLE, new Sent("none.pdf", Uploads.pdf()))
        .hasMessageContaining("no page");
    assertRefused(Reason.UNREADABLE, new Sent("none.zip", Uploads.zip()))
        .hasMessageContaining("no image");
    byte[] zip = Uploads.zip(new Sent("a.png", PNG));
    assertRefused(Reason.UNREADABLE, new Sent("cut.zip", java.util.Arrays.copyOf(zip, 60)))
        .hasMessageContaining("cut.zip is damaged");
    assertRefused(
            Reason.UNREADABLE,
            new Sent("odd.zip", Uploads.zip(new Sent("page.jpg", new byte[] {1, 2, 3}))))
        .hasMessageContaining("page.jpg");
  }

  @Test
  void anUploadWithoutAFileIsRefused() {
    assertRefused(Reason.UNREADABLE);
  }
}
