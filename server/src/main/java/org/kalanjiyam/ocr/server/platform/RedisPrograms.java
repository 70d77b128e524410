package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The bundled redis-server for this machine. */
public final class RedisPrograms {
  private static final String VERSION = "7.0.15";

  private RedisPrograms() {}

  public static Path server() {
    return CacheFolder.unpacked(
            "redis",
            "redis-server-%s-%s".formatted(VERSION, platform()),
            (packed, folder) -> {
              Path program = folder.resolve("redis-server");
              Files.copy(packed, program);
              Files.setPosixFilePermissions(
                  program,
                  Set.of(
                      PosixFilePermission.OWNER_READ,
                      PosixFilePermission.OWNER_WRITE,
                      PosixFilePermission.OWNER_EXECUTE));
            })
        .resolve("redis-server");
  }

  private static String platform() {
    String os = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    return os + "-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
  }
}
