package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.kalanjiyam.ocr.server.parser.Care;
import org.kalanjiyam.ocr.server.parser.Entry;
import org.kalanjiyam.ocr.server.parser.FileKind;
import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.kalanjiyam.ocr.server.parser.NaturalOrder;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.springframework.stereotype.Component;

/**
 * Looks through an upload before it is accepted: what each file is, how many pages it has, and so
 * which numbers its pages get. Thread-safe.
 */
@Component
final class UploadPlan {
  private static final Duration LOOKING = Duration.ofSeconds(60);
  private static final Duration UNPACKING = Duration.ofMinutes(10);

  /** In so few images, each is decoded to see whether it is whole. */
  private static final int FEW = 8;

  private final ImportLimits limits;
  private final ImageWorkPool parsers;

  UploadPlan(ImportLimits limits, ImageWorkPool parsers) {
    this.limits = limits;
    this.parsers = parsers;
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
      throws IOException, UploadRefused, InterruptedException {
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
      List<Received> images = unpack(one, folder, room);
      if (images.isEmpty()) {
        throw UploadRefused.unreadable(one.name() + " has no image in it");
      }
      Files.delete(target);
      for (Received image : images) {
        room -= Files.size(image.file());
        received.add(image);
      }
    }
    return received;
  }

  private List<Received> unpack(Received zip, Path folder, long room)
      throws IOException, UploadRefused, InterruptedException {
    try {
      List<Entry> entries =
          parsers.unpack(zip.file(), zip.name(), folder, room, limits.maxFiles(), UNPACKING);
      return IntStream.range(0, entries.size())
          .mapToObj(i -> received(zip.file(), folder, i, entries.get(i)))
          .toList();
    } catch (TimeoutException e) {
      throw takesTooLong(zip.name(), UNPACKING, e);
    }
  }

  private static Received received(Path zip, Path folder, int index, Entry entry) {
    return new Received(folder.resolve(Entry.fileName(zip, index)), entry.name(), entry.kind());
  }

  private static UploadRefused takesTooLong(String name, Duration limit, TimeoutException cause) {
    return new UploadRefused(
        UploadRefused.Reason.UNREADABLE,
        "%s takes more than %d s just to open".formatted(name, limit.toSeconds()),
        cause);
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
      int pages =
          parsers.pages(file.file(), file.kind(), thoroughly ? Care.WHOLE : Care.HEADER, LOOKING);
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
      throw takesTooLong(file.name(), LOOKING, e);
    }
  }
}
