package org.kalanjiyam.ocr.server.parser;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Does what a parser process is asked for. Keeps the last file open, since its pages are asked for
 * one after the other. Not thread-safe.
 */
final class RequestHandler {
  /** So many pixels of a side tell whether an image is whole. */
  private static final int ENOUGH_PIXELS = 500;

  private final PictureLimits limits;
  private final PageSources sources;
  private @Nullable Open open;

  RequestHandler(PictureLimits limits) {
    this.limits = limits;
    this.sources = new PageSources(limits);
  }

  private record Open(Path file, PageSource source) {}

  Reply handle(Request request) {
    try {
      return answer(request);
    } catch (UploadRefused e) {
      return new Reply.Refused(e.reason(), String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      letGo();
      return new Reply.Failed(e.toString());
    } catch (StackOverflowError e) {
      letGo();
      return new Reply.Failed("It refers to itself");
    }
  }

  private Reply answer(Request request) throws IOException, UploadRefused {
    return switch (request) {
      case Request.CountPages(Path file, FileKind kind, Care care) ->
          new Reply.Pages(pages(file, kind, care));
      case Request.WritePage(Path file, FileKind kind, int index, Path target) ->
          new Reply.Written(source(file, kind).write(index, target));
      case Request.Unpack(Path zip, String name, Path folder, long room, int maxFiles) ->
          new Reply.Unpacked(new Unzipping(maxFiles).unpack(zip, name, folder, room));
      case Request.MakeJpeg(Path file, int every, int width, Path target) -> {
        makeJpeg(file, every, width, target);
        yield new Reply.Done();
      }
      case Request.Rotate(Path file, FileKind kind, int degrees, Path target) ->
          new Reply.Written(new ImageSource(file, kind, limits).rotated(degrees, target));
      case Request.Release(Path file) -> {
        if (open != null && open.file().equals(file)) {
          letGo();
        }
        yield new Reply.Done();
      }
    };
  }

  private int pages(Path file, FileKind kind, Care care) throws IOException, UploadRefused {
    if (!kind.image() || kind == FileKind.TIFF) {
      return source(file, kind).pages();
    }
    ImageTags tags = ImageTags.of(file, kind);
    Pixels.check(tags.width(), tags.height(), limits);
    if (care == Care.WHOLE) {
      checkWhole(file);
    }
    return 1;
  }

  private static void checkWhole(Path file) throws IOException, UploadRefused {
    Pictures.reading(
        file,
        reader -> {
          int every = 1 + Math.max(reader.getWidth(0), reader.getHeight(0)) / ENOUGH_PIXELS;
          if (Pictures.decode(reader, 0, every).getWidth() < 1) {
            throw new EOFException();
          }
          return every;
        });
  }

  private void makeJpeg(Path file, int every, int width, Path target)
      throws IOException, UploadRefused {
    BufferedImage decoded =
        Pictures.lean(Pictures.reading(file, reader -> Pictures.decode(reader, 0, every)));
    BufferedImage image = width == 0 ? decoded : Pictures.scaled(decoded, width);
    Pictures.writeJpeg(image, target);
  }

  private PageSource source(Path file, FileKind kind) throws IOException, UploadRefused {
    if (open == null || !open.file().equals(file)) {
      letGo();
      open = new Open(file, sources.open(file, kind));
    }
    return open.source();
  }

  private void letGo() {
    Open last = open;
    open = null;
    if (last != null) {
      try {
        last.source().close();
      } catch (IOException e) {
        // Its file is not needed any more.
      }
    }
  }
}
