package org.kalanjiyam.ocr.server.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of each kind of page; the test sheet is 2 by 3 inches. */
final class PageSourceTest {
  private final PageSources sources = new PageSources(new PictureLimits(20));

  @TempDir Path folder;

  private Path target() {
    return folder.resolve("page");
  }

  private Picture first(byte[] bytes) throws IOException, UploadRefused {
    return page(bytes, 0);
  }

  private Picture page(byte[] bytes, int index) throws IOException, UploadRefused {
    Path file = Files.write(folder.resolve("file"), bytes);
    try (PageSource source = sources.open(file, FileKind.of(file).orElseThrow())) {
      return source.write(index, target());
    }
  }

  private boolean darkAt(double x, double y) throws IOException {
    BufferedImage image = ImageIO.read(target().toFile());
    int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
    return (rgb & 0xFF) < 128;
  }

  @Test
  void aPdfPageThatIsAJpegIsTakenOutByteForByte() throws Exception {
    byte[] jpeg = Uploads.encoded(Uploads.grey(400, 600), "jpeg");
    byte[] pdf =
        Uploads.pdf(
            (document, page, content) ->
                Uploads.whole(content, JPEGFactory.createFromByteArray(document, jpeg)));
    assertThat(first(pdf)).isEqualTo(new Picture(FileKind.JPEG, 400, 600, 200));
    assertThat(target()).hasBinaryContent(jpeg);
  }

  @Test
  void textThatIsNotShownDoesNotHinderThat() throws Exception {
    byte[] pdf =
        Uploads.pdf(
            (document, page, content) -> {
              Uploads.whole(content, JPEGFactory.createFromImage(document, Uploads.grey(400, 600)));
              text(content, RenderingMode.NEITHER);
            });
    assertThat(first(pdf).kind()).isEqualTo(FileKind.JPEG);
  }

  @Test
  void textOverThePictureIsDrawnWithIt() throws Exception {
    byte[] pdf =
        Uploads.pdf(
            (document, page, content) -> {
              Uploads.whole(content, JPEGFactory.createFromImage(document, Uploads.grey(400, 600)));
              text(content, RenderingMode.FILL);
            });
    assertThat(first(pdf)).isEqualTo(new Picture(FileKind.PNG, 600, 900, 300));
  }

  private static void text(PDPageContentStream content, RenderingMode mode) throws IOException {
    content.beginText();
    content.setRenderingMode(mode);
    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
    content.showText("Read me");
    content.endText();
  }

  @Test
  void aFaxedPageIsKeptPixelForPixelInBlackAndWhite() throws Exception {
    byte[] pdf = Uploads.pdf(Uploads.faxPage(Uploads.bilevel(800, 1200)));
    assertThat(first(pdf)).isEqualTo(new Picture(FileKind.PNG, 800, 1200, 400));
    assertThat(ImageIO.read(target().toFile()).getColorModel().getPixelSize()).isEqualTo(1);
    assertThat(darkAt(0.2, 0.2)).isTrue();
    assertThat(darkAt(0.8, 0.8)).isFalse();
  }

  @Test
  void aTurnedPageIsStoredUpright() throws Exception {
    byte[] pdf =
        Uploads.pdf(
            (document, page, content) -> {
              page.setRotation(90);
              Uploads.whole(content, JPEGFactory.createFromImage(document, Uploads.grey(400, 600)));
            });
    assertThat(first(pdf)).isEqualTo(new Picture(FileKind.PNG, 600, 400, 200));
    assertThat(darkAt(0.8, 0.2)).isTrue();
    assertThat(darkAt(0.2, 0.2)).isFalse();
  }

  @Test
  void aPictureWithAMaskIsDrawn() throws Exception {
    BufferedImage veiled =
        Uploads.picture(400, 600, BufferedImage.TYPE_INT_ARGB, new Color(0, 0, 0, 128));
    byte[] pdf =
        Uploads.pdf(
            (document, page, content) ->
                Uploads.whole(content, LosslessFactory.createFromImage(document, veiled)));
    assertThat(first(pdf)).isEqualTo(new Picture(FileKind.PNG, 600, 900, 300));
  }

  @Test
  void aPictureThatLeavesAMarginIsDrawn() throws Exception {
    byte[] pdf =
        Uploads.pdf(
            (document, page, content) -> {
              PDImageXObject image = JPEGFactory.createFromImage(document, Uploads.grey(400, 600));
              content.drawImage(image, 30, 30, 84, 126);
            });
    assertThat(first(pdf)).isEqualTo(new Picture(FileKind.PNG, 600, 900, 300));
  }

  @Test
  void aDrawnPageIsGreyWhereItIsGreyAndColouredWhereItIsColoured() throws Exception {
    byte[] pdf = Uploads.pdf(Uploads.vectorPage(Color.BLACK), Uploads.vectorPage(Color.RED));
    page(pdf, 0);
    assertThat(ImageIO.read(target().toFile()).getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    page(pdf, 1);
    assertThat(ImageIO.read(target().toFile()).getColorModel().getNumComponents()).isEqualTo(3);
  }

  @Test
  void aHugeSheetIsDrawnSmaller() throws Exception {
    byte[] pdf =
        Uploads.pdf(
            (document, page, content) ->
                page.setMediaBox(new org.apache.pdfbox.pdmodel.common.PDRectangle(14400, 14400)));
    Picture picture = first(pdf);
    assertThat((long) picture.width() * picture.height()).isBetween(10_000_000L, 20_000_000L);
  }

  @Test
  void anEncryptedPdfIsRefusedInWords() {
    assertThatThrownBy(() -> first(Uploads.encryptedPdf()))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("encrypted");
  }

  @Test
  void aTiffGivesItsPagesInOrder() throws Exception {
    byte[] tiff = Uploads.tiff(Uploads.bilevel(40, 60), Uploads.grey(50, 70));
    assertThat(page(tiff, 0)).isEqualTo(new Picture(FileKind.PNG, 40, 60, 0));
    assertThat(page(tiff, 1)).isEqualTo(new Picture(FileKind.PNG, 50, 70, 0));
  }

  @Test
  void anImageThatAllReadersShowAlikeStaysAsItIs() throws Exception {
    byte[] png = Uploads.encoded(Uploads.grey(40, 60), "png");
    assertThat(first(png)).isEqualTo(new Picture(FileKind.PNG, 40, 60, 0));
    assertThat(target()).hasBinaryContent(png);
  }

  @Test
  void aPhotographIsTurnedAsItsCameraSays() throws Exception {
    byte[] jpeg = Uploads.jpegTurned(Uploads.grey(400, 600), 6);
    assertThat(first(jpeg)).isEqualTo(new Picture(FileKind.JPEG, 600, 400, 0));
    assertThat(darkAt(0.8, 0.2)).isTrue();
    assertThat(darkAt(0.2, 0.2)).isFalse();
  }

  @Test
  void transparencyBecomesWhitePaper() throws Exception {
    BufferedImage image = new BufferedImage(40, 60, BufferedImage.TYPE_INT_ARGB);
    first(Uploads.encoded(image, "png"));
    assertThat(darkAt(0.5, 0.5)).isFalse();
  }
}
