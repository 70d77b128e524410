package org.kalanjiyam.ocr.server.parser;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Lets {@code ImageIO}, and so PDFBox, read JPEG 2000. */
final class Jpeg2000Reader extends ImageReader {
  private static final int MOST_BYTES = 512 << 20;

  private byte @Nullable [] bytes;

  private Jpeg2000Reader(ImageReaderSpi provider) {
    super(provider);
  }

  static void register() {
    IIORegistry.getDefaultInstance().registerServiceProvider(new Provider());
  }

  @Override
  public void setInput(Object input, boolean seekForwardOnly, boolean ignoreMetadata) {
    super.setInput(input, seekForwardOnly, ignoreMetadata);
    bytes = null;
  }

  private byte[] bytes() throws IOException {
    if (bytes == null) {
      bytes = all((ImageInputStream) getInput());
    }
    return bytes;
  }

  private static byte[] all(ImageInputStream in) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      if (out.size() > MOST_BYTES) {
        throw new IOException("A JPEG 2000 image of more than " + MOST_BYTES + " bytes");
      }
    }
    return out.toByteArray();
  }

  @Override
  public int getNumImages(boolean allowSearch) {
    return 1;
  }

  @Override
  public int getWidth(int index) throws IOException {
    return Jpeg2000.header(bytes()).width();
  }

  @Override
  public int getHeight(int index) throws IOException {
    return Jpeg2000.header(bytes()).height();
  }

  @Override
  public Iterator<ImageTypeSpecifier> getImageTypes(int index) {
    return List.of(
            ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_3BYTE_BGR),
            ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_GRAY))
        .iterator();
  }

  @Override
  public @Nullable IIOMetadata getStreamMetadata() {
    return null;
  }

  @Override
  public @Nullable IIOMetadata getImageMetadata(int index) {
    return null;
  }

  @Override
  public BufferedImage read(int index, @Nullable ImageReadParam param) throws IOException {
    int every = param == null ? 1 : Math.max(1, param.getSourceXSubsampling());
    int reduction = Math.min(16, Integer.highestOneBit(every));
    BufferedImage whole = Jpeg2000.decode(bytes(), reduction);
    return param == null ? whole : part(whole, param, reduction);
  }

  /** Cuts and thins out what was decoded, as {@link ImageReadParam} asks. */
  private BufferedImage part(BufferedImage whole, ImageReadParam param, int reduction)
      throws IOException {
    Rectangle all = new Rectangle(0, 0, getWidth(0), getHeight(0));
    Rectangle region =
        param.getSourceRegion() == null ? all : param.getSourceRegion().intersection(all);
    int stepX = param.getSourceXSubsampling();
    int stepY = param.getSourceYSubsampling();
    if (region.equals(all) && stepX <= reduction && stepY <= reduction) {
      return whole;
    }
    int width = (region.width + stepX - 1) / stepX;
    int height = (region.height + stepY - 1) / stepY;
    BufferedImage part =
        new BufferedImage(
            whole.getColorModel(),
            whole.getColorModel().createCompatibleWritableRaster(width, height),
            false,
            null);
    Object pixel = null;
    for (int y = 0; y < height; y++) {
      int fromY = Math.min(whole.getHeight() - 1, (region.y + y * stepY) / reduction);
      for (int x = 0; x < width; x++) {
        int fromX = Math.min(whole.getWidth() - 1, (region.x + x * stepX) / reduction);
        pixel = whole.getRaster().getDataElements(fromX, fromY, pixel);
        part.getRaster().setDataElements(x, y, pixel);
      }
    }
    return part;
  }

  /** What {@code ImageIO} finds it by. */
  private static final class Provider extends ImageReaderSpi {
    Provider() {
      super(
          "Kalanjiyam",
          "1",
          new String[] {"JPEG 2000", "JPEG2000", "jpeg 2000", "jpeg2000"},
          new String[] {"jp2", "j2k", "jpx"},
          new String[] {"image/jp2", "image/jpeg2000"},
          Jpeg2000Reader.class.getName(),
          new Class<?>[] {ImageInputStream.class},
          null,
          false,
          null,
          null,
          null,
          null,
          false,
          null,
          null,
          null,
          null);
    }

    @Override
    public boolean canDecodeInput(Object source) throws IOException {
      if (!(source instanceof ImageInputStream in)) {
        return false;
      }
      byte[] head = new byte[12];
      in.mark();
      try {
        int read = in.read(head);
        return read > 0
            && FileKind.of(java.util.Arrays.copyOf(head, read))
                .filter(FileKind.JPEG2000::equals)
                .isPresent();
      } finally {
        in.reset();
      }
    }

    @Override
    public ImageReader createReaderInstance(@Nullable Object extension) {
      return new Jpeg2000Reader(this);
    }

    @Override
    public String getDescription(@Nullable Locale locale) {
      return "JPEG 2000 by OpenJPEG";
    }
  }
}
