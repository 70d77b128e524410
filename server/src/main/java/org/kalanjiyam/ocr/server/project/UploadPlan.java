package org.kalanjiyam.ocr.server.project;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Looks through an upload before it is accepted: what each file is, how many pages it has, and so
 * which numbers its pages get. Thread-safe.
 */
@Component
final class UploadPlan {
  private static final Duration LOOKING = Duration.ofSeconds(60);

  /** In so few images, each is decoded to see whether it is whole. */
  private static final int FEW = 8;

  private final ImportLimits limits;
  private final ImageWorkPool darkroom;
  private final PageSources sources;

  UploadPlan(ImportLimits limits, ImageWorkPool darkroom, PageSources sources) {
    this.limits = limits;
    this.darkroom = darkroom;
    this.sources = sources;
  }

  /** A file of the upload, in the upload's folder. */
  record Received(Path file, String name, FileKind kind) {}

  /** Receives an upload's files into its folder and tells what they will become. */
  List<PlannedFile> plan(List<? extends UploadedFile> files, Path folder)
      throws IOException, UploadRefused, InterruptedException {
    if (files.isEmpty()) {
      throw UploadRefused.unreadable("There is no file in the upload");
    }
    if (files.size() > limits.maxFiles()) {
      throw UploadRefused.tooLarge(
          "%d files at once; at most %d are taken".formatted(files.size(), limits.maxFiles()));
    }
    List<Received> received = receive(files, folder);
    boolean imagesOnly = received.stream().allMatch(file -> file.kind().image());
    if (imagesOnly && files.size() > 1) {
      received.sort(Comparator.comparing(Received::name, NaturalOrder.BY_NAME));
    }
    return numbered(received);
  }

  private List<Received> receive(List<? extends UploadedFile> files, Path folder)
      throws IOException, UploadRefused {
    List<Received> received = new ArrayList<>();
    long room = limits.maxUpload().toBytes();
    for (UploadedFile file : files) {
      Path target = folder.resolve("%06d".formatted(received.size() + 1));
      file.moveTo(target);
      Received one = new Received(target, file.name(), kind(target, file.name()));
      room -= Files.size(target);
      if (room < 0) {
        throw UploadRefused.tooLarge(
            "The upload is larger than the %d MB that are taken"
                .formatted(limits.maxUpload().toMegabytes()));
      }
      if (one.kind() != FileKind.ZIP) {
        received.add(one);
        continue;
      }
      List<Unzipping.Unpacked> images =
          new Unzipping(limits).unpack(target, one.name(), folder, room);
      if (images.isEmpty()) {
        throw UploadRefused.unreadable(one.name() + " has no image in it");
      }
      Files.delete(target);
      for (Unzipping.Unpacked image : images) {
        room -= Files.size(image.file());
        received.add(new Received(image.file(), image.name(), image.kind()));
      }
    }
    return received;
  }

  private static FileKind kind(Path file, String name) throws IOException, UploadRefused {
    if (Files.size(file) == 0) {
      throw UploadRefused.unreadable(name + " is empty");
    }
    return FileKind.of(file)
        .orElseThrow(
            () ->
                new UploadRefused(
                    UploadRefused.Reason.UNKNOWN_KIND,
                    "%s is not a kind of file that can be read. What can: %s"
                        .formatted(name, FileKind.NAMES)));
  }

  private List<PlannedFile> numbered(List<Received> received)
      throws UploadRefused, InterruptedException {
    List<PlannedFile> planned = new ArrayList<>();
    int next = 1;
    for (Received file : received) {
      int pages = pages(file, received.size() <= FEW);
      planned.add(
          new PlannedFile(
              next, pages, file.file().getFileName().toString(), file.name(), file.kind()));
      next += pages;
      if (next - 1 > limits.maxPages()) {
        throw UploadRefused.tooLarge(
            "The upload has more than the %d pages that a book may have"
                .formatted(limits.maxPages()));
      }
    }
    return planned;
  }

  private int pages(Received file, boolean thoroughly) throws UploadRefused, InterruptedException {
    try {
      int pages = darkroom.develop(LOOKING, () -> look(file, thoroughly));
      if (pages < 1) {
        throw UploadRefused.unreadable("there is no page in it");
      }
      return pages;
    } catch (UploadRefused e) {
      throw new UploadRefused(e.reason(), file.name() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UploadRefused(
          UploadRefused.Reason.UNREADABLE, file.name() + " is damaged and cannot be read", e);
    } catch (TimeoutException e) {
      throw new UploadRefused(
          UploadRefused.Reason.UNREADABLE,
          "%s takes more than %d s just to open".formatted(file.name(), LOOKING.toSeconds()),
          e);
    }
  }

  private int look(Received file, boolean thoroughly) throws IOException, UploadRefused {
    if (!file.kind().image() || file.kind() == FileKind.TIFF) {
      try (PageSource source = sources.open(file.file(), file.kind())) {
        return source.pages();
      }
    }
    ImageTags tags = ImageTags.of(file.file(), file.kind());
    Pixels.check(tags.width(), tags.height(), limits);
    if (thoroughly && file.kind() != FileKind.JPEG2000) {
      checkWhole(file);
    }
    return 1;
  }

  private static void checkWhole(Received file) throws IOException, UploadRefused {
    Pictures.reading(
        file.file(),
        reader -> {
          int every = 1 + Math.max(reader.getWidth(0), reader.getHeight(0)) / 500;
          if (Pictures.decode(reader, 0, every).getWidth() < 1) {
            throw new EOFException();
          }
          return every;
        });
  }
}
