package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void onlyItsOwnerMayLookInside() throws IOException {
    try (var folder = DataFolder.open(parent.resolve("data"))) {
      folder.secret("redis");

      assertThat(permissions(folder.root())).isEqualTo("rwx------");
      assertThat(permissions(folder.root().resolve("secrets/redis"))).isEqualTo("rw-------");
    }
  }

  @Test
  void aSecondServerIsToldWhoHasTheFolder() {
    try (var folder = DataFolder.open(parent)) {
      assertThatThrownBy(() -> DataFolder.open(parent))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("Another Kalanjiyam server")
          .hasMessageContaining("--data-dir");
    }
    DataFolder.open(parent).close();
  }

  @Test
  void secretsStayAndDiffer() {
    String first;
    try (var folder = DataFolder.open(parent)) {
      first = folder.secret("one");
      assertThat(folder.secret("two")).isNotEqualTo(first);
    }
    try (var folder = DataFolder.open(parent)) {
      assertThat(folder.secret("one")).isEqualTo(first);
    }
  }

  @Test
  void aPortStaysUntilSomebodyTakesIt() throws IOException {
    try (var folder = DataFolder.open(parent);
        var taken = new ServerSocket()) {
      int port = folder.port("broker", 0);
      assertThat(folder.port("broker", 0)).isEqualTo(port);

      taken.bind(new InetSocketAddress(Ports.loopback(), port));

      assertThat(folder.port("broker", 0)).isNotEqualTo(port);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
