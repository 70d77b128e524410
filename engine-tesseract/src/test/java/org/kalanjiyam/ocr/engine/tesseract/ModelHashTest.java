package org.kalanjiyam.ocr.engine.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHashTest {
  @TempDir Path folder;
  private Path model;
  private Path known;

  @BeforeEach
  void model() throws Exception {
    model = folder.resolve("qaa.traineddata");
    known = folder.resolve("cache/hashes");
    Files.write(model, new byte[300_000]);
  }

  @Test
  void itIsOfTheWholeFile() throws Exception {
    String first = ModelHash.of(model, known);
    byte[] bytes = Files.readAllBytes(model);
    bytes[150_000] = 1;
    FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(model).toMillis() + 1);
    Files.write(model, bytes);
    Files.setLastModifiedTime(model, later);

    String second = ModelHash.of(model, known);

    assertThat(second)
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isNotEqualTo(first);
  }

  @Test
  void itIsNotComputedAgainWhileTheFileStaysAsItIs() throws Exception {
    FileTime changed = Files.getLastModifiedTime(model);
    String first = ModelHash.of(model, known);
    Files.write(model, "x".repeat(300_000).getBytes());
    Files.setLastModifiedTime(model, changed);

    assertThat(ModelHash.of(model, known)).isEqualTo(first);
    try (var entries = Files.list(known)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void whatCannotBeKeptIsComputedAllTheSame() throws Exception {
    Path noFolder = Files.writeString(folder.resolve("file"), "");

    assertThat(ModelHash.of(model, noFolder.resolve("hashes"))).hasSize(64);
  }
}
