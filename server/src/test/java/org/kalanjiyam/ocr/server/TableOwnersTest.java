package org.kalanjiyam.ocr.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each table is written in the package that owns it, and in no other. */
class TableOwnersTest {
  private static final Path SOURCES = Path.of("src/main/java/org/kalanjiyam/ocr/server");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Pattern WRITE =
      Pattern.compile("\\b(?:insert\\s+into|update|delete\\s+from)\\s+([a-z_]+)\\b");
  private static final Pattern TABLE =
      Pattern.compile("(?m)^create table (?:if not exists )?(\\w+)");

  /** Books keep their pages, texts say which revision is the newest: they share the page's row. */
  private static final Set<String> SHARED = Set.of("page");

  @Test
  void eachTableIsWrittenInOnePackage() throws IOException {
    Set<String> tables = new TreeSet<>();
    for (Path file : files(MIGRATIONS, ".sql")) {
      Matcher table = TABLE.matcher(Files.readString(file));
      while (table.find()) {
        tables.add(table.group(1));
      }
    }
    var writers = new TreeMap<String, Set<String>>();
    for (Path file : files(SOURCES, ".java")) {
      Matcher write = WRITE.matcher(Files.readString(file));
      while (write.find()) {
        if (tables.contains(write.group(1))) {
          writers
              .computeIfAbsent(write.group(1), table -> new TreeSet<>())
              .add(SOURCES.relativize(file).getName(0).toString());
        }
      }
    }
    assertThat(writers).containsKeys("task", "task_page", "project", "page", "revision");
    assertThat(writers.entrySet())
        .filteredOn(entry -> !SHARED.contains(entry.getKey()))
        .allSatisfy(entry -> assertThat(entry.getValue()).as(entry.getKey()).hasSize(1));
    assertThat(writers.get("page")).containsOnly("project", "proof");
  }

  private static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
