package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** The script prints its own help, so that it needs no build; it must not lie. */
class UsageTest {
  @ParameterizedTest
  @ValueSource(strings = {"serve", "ocr"})
  void theScriptsHelpNamesEveryOption(String command) throws IOException {
    String script = Files.readString(Path.of("../kalanjiyam"));
    int start = script.indexOf("usage_" + command + "()");
    String help = script.substring(start, script.indexOf("END\n}", start));

    assertThat(
            ServerMain.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .options()
                .stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(help).contains(name));
  }
}
