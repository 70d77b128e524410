package org.kalanjiyam.ocr.server.parser;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.png.PngChunkType;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.jfif.JfifDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.webp.WebpDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What an image file says of itself, without decoding it.
 *
 * @param dpi 0 where it doesn't say, or says nonsense
 * @param orientation EXIF's, 1 to 8; 1: upright
 * @param plain whether every reader shows the same: no transparency, no print colours
 */
record ImageTags(int width, int height, int dpi, int orientation, boolean plain) {

  /** Resolutions outside are no scanner's: 72 is what programs write that know none. */
  private static final int LOWEST_DPI = 75;

  private static final int HIGHEST_DPI = 2400;
  private static final double CM_AN_INCH = 2.54;
  private static final double METRES_AN_INCH = 0.0254;
  private static final int CENTIMETRE = 3;
  private static final int PNG_METRE = 1;
  private static final int PNG_GREY_ALPHA = 4;
  private static final int PNG_RGB_ALPHA = 6;
  private static final int PRINT_COLOURS = 4;

  /** The tags of a single image; not for TIFF. */
  static ImageTags of(Path file, FileKind kind) throws IOException {
    return switch (kind) {
      case JPEG -> jpeg(metadata(file));
      case PNG -> png(metadata(file));
      case WEBP -> webp(metadata(file), file);
      case JPEG2000 -> Jpeg2000.header(file);
      case TIFF, PDF, ZIP -> throw new IllegalArgumentException(kind + " holds pages");
    };
  }

  boolean upright() {
    return orientation == 1;
  }

  /** Those of the upright picture, as if its camera had been held so. */
  ImageTags seenTurned(int degrees) {
    int exif =
        switch (degrees) {
          case 90 -> 6;
          case 180 -> 3;
          case 270 -> 8;
          default -> throw new IllegalArgumentException("No turn: " + degrees);
        };
    return new ImageTags(width, height, dpi, exif, plain);
  }

  long pixels() {
    return (long) width * height;
  }

  static int plausible(double dpi) {
    return dpi >= LOWEST_DPI && dpi <= HIGHEST_DPI ? (int) Math.round(dpi) : 0;
  }

  private static Metadata metadata(Path file) throws IOException {
    try {
      return ImageMetadataReader.readMetadata(file.toFile());
    } catch (ImageProcessingException | RuntimeException e) {
      throw new IOException("The image's header is damaged", e);
    }
  }

  private static ImageTags jpeg(Metadata metadata) throws IOException {
    JpegDirectory frame = first(metadata, JpegDirectory.class);
    int exif = exifDpi(metadata);
    boolean plain =
        integer(frame, JpegDirectory.TAG_NUMBER_OF_COMPONENTS).orElse(0) != PRINT_COLOURS;
    return new ImageTags(
        side(frame, JpegDirectory.TAG_IMAGE_WIDTH),
        side(frame, JpegDirectory.TAG_IMAGE_HEIGHT),
        exif > 0 ? exif : jfifDpi(metadata),
        orientation(metadata),
        plain);
  }

  private static ImageTags png(Metadata metadata) throws IOException {
    int dpi = 0;
    boolean transparent = false;
    @Nullable PngDirectory header = null;
    for (PngDirectory chunk : metadata.getDirectoriesOfType(PngDirectory.class)) {
      if (chunk.getPngChunkType().equals(PngChunkType.IHDR)) {
        header = chunk;
      } else if (chunk.getPngChunkType().equals(PngChunkType.pHYs)) {
        boolean metres = integer(chunk, PngDirectory.TAG_UNIT_SPECIFIER).orElse(0) == PNG_METRE;
        int perUnit = integer(chunk, PngDirectory.TAG_PIXELS_PER_UNIT_X).orElse(0);
        dpi = metres ? plausible(perUnit * METRES_AN_INCH) : 0;
      }
      transparent |= chunk.containsTag(PngDirectory.TAG_PALETTE_HAS_TRANSPARENCY);
    }
    if (header == null) {
      throw new IOException("There is no PNG header");
    }
    int colour = integer(header, PngDirectory.TAG_COLOR_TYPE).orElse(0);
    boolean interlaced = integer(header, PngDirectory.TAG_INTERLACE_METHOD).orElse(0) != 0;
    boolean opaque = colour != PNG_GREY_ALPHA && colour != PNG_RGB_ALPHA && !transparent;
    return new ImageTags(
        side(header, PngDirectory.TAG_IMAGE_WIDTH),
        side(header, PngDirectory.TAG_IMAGE_HEIGHT),
        dpi,
        orientation(metadata),
        opaque && !interlaced);
  }

  private static ImageTags webp(Metadata metadata, Path file) throws IOException {
    WebpDirectory header = first(metadata, WebpDirectory.class);
    boolean plain =
        !flag(header, WebpDirectory.TAG_HAS_ALPHA)
            && !flag(header, WebpDirectory.TAG_IS_ANIMATION)
            && !LosslessWebp.hasAlpha(file);
    return new ImageTags(
        side(header, WebpDirectory.TAG_IMAGE_WIDTH),
        side(header, WebpDirectory.TAG_IMAGE_HEIGHT),
        0,
        orientation(metadata),
        plain);
  }

  private static int orientation(Metadata metadata) {
    for (ExifIFD0Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
      int said = integer(exif, ExifIFD0Directory.TAG_ORIENTATION).orElse(1);
      return said >= 1 && said <= 8 ? said : 1;
    }
    return 1;
  }

  private static int exifDpi(Metadata metadata) {
    for (ExifIFD0Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
      @Nullable Double value = exif.getDoubleObject(ExifIFD0Directory.TAG_X_RESOLUTION);
      int unit = integer(exif, ExifIFD0Directory.TAG_RESOLUTION_UNIT).orElse(2);
      return value == null ? 0 : plausible(unit == CENTIMETRE ? value * CM_AN_INCH : value);
    }
    return 0;
  }

  private static int jfifDpi(Metadata metadata) {
    for (JfifDirectory jfif : metadata.getDirectoriesOfType(JfifDirectory.class)) {
      int value = integer(jfif, JfifDirectory.TAG_RESX).orElse(0);
      return switch (integer(jfif, JfifDirectory.TAG_UNITS).orElse(0)) {
        case 1 -> plausible(value);
        case 2 -> plausible(value * CM_AN_INCH);
        default -> 0;
      };
    }
    return 0;
  }

  private static <T extends Directory> T first(Metadata metadata, Class<T> type)
      throws IOException {
    @Nullable T directory = metadata.getFirstDirectoryOfType(type);
    if (directory == null) {
      throw new IOException("The image has no header");
    }
    return directory;
  }

  private static int side(Directory header, int tag) throws IOException {
    return integer(header, tag).orElseThrow(() -> new IOException("The image has no size"));
  }

  private static OptionalInt integer(Directory directory, int tag) {
    @Nullable Integer value = directory.getInteger(tag);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static boolean flag(Directory directory, int tag) {
    return Boolean.TRUE.equals(directory.getBooleanObject(tag));
  }
}
