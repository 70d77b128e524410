package org.kalanjiyam.ocr.server.parser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.kalanjiyam.ocr.server.project.UploadedFile;

/** Files to upload, made here. */
public final class Uploads {
  public static final Path SAMPLES = Path.of("../../shared/samples");

  private Uploads() {}

  /** A file in memory. */
  public record Sent(String name, byte[] bytes) implements UploadedFile {
    @Override
    public void moveTo(Path file) throws IOException {
      Files.write(file, bytes);
    }
  }

  /** A file on disk. */
  public static UploadedFile file(Path path) {
    return new UploadedFile() {
      @Override
      public String name() {
        return path.getFileName().toString();
      }

      @Override
      public void moveTo(Path file) throws IOException {
        Files.copy(path, file);
      }
    };
  }

  /** A picture whose top left quarter is dark, so that one sees how it is turned. */
  public static BufferedImage picture(int width, int height, int type, Color dark) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(dark);
    graphics.fillRect(0, 0, width / 2, height / 2);
    graphics.dispose();
    return image;
  }

  public static BufferedImage grey(int width, int height) {
    return picture(width, height, BufferedImage.TYPE_BYTE_GRAY, Color.BLACK);
  }

  public static BufferedImage bilevel(int width, int height) {
    return picture(width, height, BufferedImage.TYPE_BYTE_BINARY, Color.BLACK);
  }

  public static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("No writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] tiff(BufferedImage... pages) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = tiffWriter();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage page : pages) {
        writer.writeToSequence(new IIOImage(page, null, null), writer.getDefaultWriteParam());
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Java's own: with others there, chance would choose. */
  private static ImageWriter tiffWriter() {
    var writers = ImageIO.getImageWritersByFormatName("tiff");
    ImageWriter writer = writers.next();
    return writer.getClass().getName().startsWith("com.sun") ? writer : writers.next();
  }

  /** A JPEG whose EXIF block says how it is to be turned. */
  public static byte[] jpegTurned(BufferedImage image, int orientation) {
    byte[] plain = encoded(image, "jpeg");
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    out.write(exif, 0, exif.length);
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  public static byte[] zip(Sent... files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Sent file : files) {
        out.putNextEntry(new ZipEntry(file.name()));
        out.write(file.bytes());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Draws one page of a PDF. */
  @FunctionalInterface
  public interface Drawing {
    void draw(PDDocument document, PDPage page, PDPageContentStream content) throws IOException;
  }

  public static final PDRectangle SHEET = new PDRectangle(144, 216);

  public static byte[] pdf(Drawing... pages) throws IOException {
    try (PDDocument document = document(pages)) {
      return saved(document);
    }
  }

  public static byte[] encryptedPdf() throws IOException {
    try (PDDocument document = document((doc, page, content) -> {})) {
      document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
      return saved(document);
    }
  }

  private static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  public static PDDocument document(Drawing... pages) throws IOException {
    PDDocument document = new PDDocument();
    for (Drawing drawing : pages) {
      PDPage page = new PDPage(SHEET);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        drawing.draw(document, page, content);
      }
    }
    return document;
  }

  public static Drawing jpegPage(BufferedImage image) {
    return (document, page, content) ->
        whole(content, JPEGFactory.createFromImage(document, image));
  }

  public static Drawing faxPage(BufferedImage image) {
    return (document, page, content) ->
        whole(content, CCITTFactory.createFromImage(document, image));
  }

  public static Drawing vectorPage(Color colour) {
    return (document, page, content) -> {
      content.setNonStrokingColor(colour);
      content.addRect(0, 108, 72, 108);
      content.fill();
    };
  }

  public static void whole(PDPageContentStream content, PDImageXObject image) throws IOException {
    content.drawImage(image, 0, 0, SHEET.getWidth(), SHEET.getHeight());
  }
}
