package org.kalanjiyam.ocr.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The alert rules in {@code deploy/prometheus}, by Prometheus' own checker where it is installed.
 */
@Timeout(60)
class AlertRulesTest {
  private static final Path FOLDER = Path.of("../deploy/prometheus");

  @Test
  void eachAlertHasATestOfItsRule() throws IOException {
    Set<String> alerts = names("alerts.yaml", "- alert: (\\w+)");
    assertThat(alerts).hasSizeGreaterThan(5);
    assertThat(names("alerts-test.yaml", "alertname: (\\w+)")).isEqualTo(alerts);
  }

  @Test
  void theRulesFireWhenTheyShould() throws Exception {
    assumeThat(promtool("--version")).as("promtool is installed").isZero();
    assertThat(promtool("check", "rules", "alerts.yaml")).isZero();
    assertThat(promtool("test", "rules", "alerts-test.yaml")).isZero();
  }

  private static Set<String> names(String file, String pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher found = Pattern.compile(pattern).matcher(Files.readString(FOLDER.resolve(file)));
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  /** Its exit code; -1 if there is no such program. */
  private static int promtool(String... arguments) throws InterruptedException {
    var command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).inheritIO().start();
      return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1;
    }
  }
}
