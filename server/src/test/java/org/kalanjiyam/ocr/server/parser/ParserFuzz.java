package org.kalanjiyam.ocr.server.parser;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Files with some of their bytes changed go to real parsers: whatever comes of it, it is a picture
 * or a sentence, and a parser answers afterwards. Not among the tests of a build, for it has no end
 * of its own: {@code bench/fuzz SECONDS}. What kills a parser is kept in {@code target/fuzz}.
 */
class ParserFuzz {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Path KEPT = Path.of("target/fuzz");
  private static final Map<String, Integer> FARED = new TreeMap<>();
  private static final List<byte[]> SEEDS = new ArrayList<>();
  private static ImageWorkPool parsers = Pools.open(50);
  private static Path folder = Path.of("");
  private static long end;

  @BeforeContainer
  static void makeSeeds() throws IOException {
    end = System.nanoTime() + Long.getLong("kalanjiyam.fuzz.seconds", 60) * 1_000_000_000L;
    folder = Files.createTempDirectory("kalanjiyam-fuzz-");
    Files.createDirectories(KEPT);
    SEEDS.add(Uploads.pdf(Uploads.jpegPage(Uploads.grey(120, 180))));
    SEEDS.add(Uploads.pdf(Uploads.faxPage(Uploads.bilevel(120, 180))));
    SEEDS.add(Uploads.pdf(Uploads.vectorPage(Color.RED), Uploads.vectorPage(Color.BLUE)));
    SEEDS.add(Uploads.encryptedPdf());
    SEEDS.add(Uploads.tiff(Uploads.bilevel(40, 60), Uploads.grey(50, 70)));
    SEEDS.add(Uploads.encoded(Uploads.grey(60, 90), "png"));
    SEEDS.add(Uploads.encoded(Uploads.grey(60, 90), "jpeg"));
    SEEDS.add(Uploads.jpegTurned(Uploads.grey(60, 90), 6));
    SEEDS.add(
        Uploads.zip(new Uploads.Sent("a.png", Uploads.encoded(Uploads.grey(20, 30), "png"))));
    try (var samples = Files.exists(Uploads.SAMPLES) ? Files.walk(Uploads.SAMPLES) : Files.list(folder)) {
      for (Path file : samples.filter(ParserFuzz::small).sorted().limit(40).toList()) {
        SEEDS.add(Files.readAllBytes(file));
      }
    }
  }

  private static boolean small(Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) < 200_000
          && FileKind.of(file).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterContainer
  static void say() {
    System.out.println("Fuzzing: " + FARED + " of " + SEEDS.size() + " seeds");
    parsers.close();
  }

  /** A change at a place in the file, the place as a part of its length. */
  private record Change(Kind kind, double at, int value, int length) {
    enum Kind {
      SET,
      FLIP,
      INSERT,
      REMOVE,
      REPEAT,
      NUMBER,
      CUT
    }
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.of(Change.Kind.values()),
            Arbitraries.doubles().between(0, 0.999_999).ofScale(6),
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers().between(1, 64))
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property(tries = 1_000_000, shrinking = ShrinkingMode.OFF, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void whateverIsSentIsAPictureOrASentence(
      @ForAll("changes") List<Change> changes, @ForAll int choice) throws Exception {
    if (System.nanoTime() > end) {
      return;
    }
    byte[] file = SEEDS.get(Math.floorMod(choice, SEEDS.size()));
    for (Change change : changes) {
      file = changed(file, change);
    }
    String fared = fared(file);
    FARED.merge(fared, 1, Integer::sum);
    if (fared.startsWith("!")) {
      Files.write(KEPT.resolve(Integer.toHexString(java.util.Arrays.hashCode(file))), file);
    }
  }

  private static String fared(byte[] bytes) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("file"), bytes);
    Optional<FileKind> kind = FileKind.of(file);
    if (kind.isEmpty()) {
      return "no kind";
    }
    try {
      if (kind.get() == FileKind.ZIP) {
        parsers.unpack(file, "a.zip", folder, 10 << 20, 100, LIMIT);
        return "unpacked";
      }
      parsers.pages(file, kind.get(), Care.WHOLE, LIMIT);
      parsers.page(file, kind.get(), 0, folder.resolve("page"), LIMIT);
      return "picture";
    } catch (UploadRefused e) {
      return e.getCause() instanceof ParserDied died
          ? "! " + kind.get() + " " + died.end().cause()
          : "refused";
    } catch (TimeoutException e) {
      return "! " + kind.get() + " took too long";
    } catch (IOException e) {
      return "damaged";
    } catch (ParserUnavailable e) {
      return "! " + kind.get() + " unavailable";
    } finally {
      parsers.release(file);
    }
  }

  private static byte[] changed(byte[] file, Change change) {
    if (file.length == 0) {
      return file;
    }
    int at = (int) (change.at() * file.length);
    int length = Math.min(change.length(), file.length - at);
    byte[] head = java.util.Arrays.copyOf(file, at);
    byte[] part = java.util.Arrays.copyOfRange(file, at, at + length);
    byte[] tail = java.util.Arrays.copyOfRange(file, at + length, file.length);
    return switch (change.kind()) {
      case SET -> join(head, filled(length, change.value()), tail);
      case FLIP -> {
        part[0] ^= (byte) (1 << change.value() % 8);
        yield join(head, part, tail);
      }
      case INSERT -> join(head, filled(length, change.value()), part, tail);
      case REMOVE -> join(head, tail);
      case REPEAT -> join(head, part, part, part, tail);
      case NUMBER ->
          join(
              head,
              List.of("99999999999", "-1", "0", "2147483647", "4 0 R")
                  .get(change.value() % 5)
                  .getBytes(StandardCharsets.US_ASCII),
              tail);
      case CUT -> change.value() < 32 ? head : file;
    };
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    var all = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
