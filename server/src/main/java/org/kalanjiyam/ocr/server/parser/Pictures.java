package org.kalanjiyam.ocr.server.parser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/** Reads, turns and writes pictures; reading is for the processes of {@link ParserMain} alone. */
public final class Pictures {
  private static final float QUALITY = 0.92f;
  private static final double METRES_AN_INCH = 0.0254;

  static {
    ImageIO.setUseCache(false);
    ImageIO.scanForPlugins();
    Jpeg2000Reader.register();
  }

  private Pictures() {}

  /**
   * Works with an image file's reader.
   *
   * @throws IOException if the file is no image, or a damaged one
   */
  static <T> T reading(Path file, Reading<T> work) throws IOException, UploadRefused {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = reader(in);
      try {
        reader.setInput(in);
        return work.read(reader);
      } catch (RuntimeException e) {
        throw new IOException("The image is damaged", e);
      } finally {
        reader.dispose();
      }
    }
  }

  /** Of several readers, the one that knows more variants; their order is otherwise by chance. */
  private static ImageReader reader(ImageInputStream in) throws IOException {
    List<ImageReader> readers = new ArrayList<>();
    ImageIO.getImageReaders(in).forEachRemaining(readers::add);
    return readers.stream()
        .max(Comparator.comparing(reader -> reader.getClass().getName().contains("twelvemonkeys")))
        .orElseThrow(() -> new IOException("There is no reader for this kind of image"));
  }

  /** Work with a reader. */
  @FunctionalInterface
  interface Reading<T> {
    T read(ImageReader reader) throws IOException, UploadRefused;
  }

  /** Decodes every n-th pixel of every n-th row. */
  static BufferedImage decode(ImageReader reader, int index, int every) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    if (every > 1) {
      param.setSourceSubsampling(every, every, 0, 0);
    }
    return reader.read(index, param);
  }

  /** The picture as EXIF's orientation means it to be seen. */
  static BufferedImage turned(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    double w = image.getWidth();
    double h = image.getHeight();
    AffineTransform turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
    boolean sideways = orientation >= 5;
    BufferedImage turned = blankLike(image, (int) (sideways ? h : w), (int) (sideways ? w : h));
    return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR)
        .filter(image, turned);
  }

  private static BufferedImage blankLike(BufferedImage image, int width, int height) {
    return new BufferedImage(
        image.getColorModel(),
        image.getRaster().createCompatibleWritableRaster(width, height),
        image.isAlphaPremultiplied(),
        null);
  }

  /** The picture in the least that holds it: black and white, grey, or colour; on white paper. */
  static BufferedImage lean(BufferedImage image) {
    if (oneBit(image) || image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      return image;
    }
    if (grey(image)) {
      return drawnAs(image, BufferedImage.TYPE_BYTE_GRAY);
    }
    return image.getType() == BufferedImage.TYPE_INT_RGB
            || image.getType() == BufferedImage.TYPE_3BYTE_BGR
        ? image
        : drawnAs(image, BufferedImage.TYPE_INT_RGB);
  }

  static BufferedImage drawnAs(BufferedImage image, int type) {
    BufferedImage drawn = new BufferedImage(image.getWidth(), image.getHeight(), type);
    Graphics2D graphics = drawn.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return drawn;
  }

  private static boolean oneBit(BufferedImage image) {
    return image.getColorModel().getPixelSize() == 1
        && !image.getColorModel().hasAlpha()
        && (!(image.getColorModel() instanceof IndexColorModel colours)
            || new Color(colours.getRGB(0)).equals(Color.BLACK)
            || new Color(colours.getRGB(0)).equals(Color.WHITE));
  }

  private static boolean grey(BufferedImage image) {
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int pixel : row) {
        int red = pixel >> 16 & 0xFF;
        int green = pixel >> 8 & 0xFF;
        if (red != green || green != (pixel & 0xFF)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The picture made smaller, to this width. */
  static BufferedImage scaled(BufferedImage image, int width) {
    int height =
        (int) Math.max(1, Math.round((double) image.getHeight() * width / image.getWidth()));
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    return scaled;
  }

  static void writePng(BufferedImage image, Path file) throws IOException {
    writePng(image, file, 0);
  }

  /** Writes a PNG that tells its resolution; 0: none. */
  public static void writePng(BufferedImage image, Path file, int dpi) throws IOException {
    write(image, "png", 1f, dpi, file);
  }

  /** Writes a JPEG that is good enough to read from. */
  static void writeJpeg(BufferedImage image, Path file) throws IOException {
    write(image, "jpeg", QUALITY, 0, file);
  }

  private static void write(BufferedImage image, String format, float quality, int dpi, Path file)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (quality < 1) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
    }
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(
          null, new IIOImage(image, null, dpi == 0 ? null : physical(writer, image, dpi)), param);
    } catch (RuntimeException e) {
      throw new IOException(
          "The picture cannot be written as " + format.toUpperCase(Locale.ROOT), e);
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadata physical(ImageWriter writer, BufferedImage image, int dpi)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
    String perMetre = Long.toString(Math.round(dpi / METRES_AN_INCH));
    IIOMetadataNode tag = new IIOMetadataNode("pHYs");
    tag.setAttribute("pixelsPerUnitXAxis", perMetre);
    tag.setAttribute("pixelsPerUnitYAxis", perMetre);
    tag.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
    root.appendChild(tag);
    metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    return metadata;
  }
}
