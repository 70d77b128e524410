package org.kalanjiyam.ocr.server.cli;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.server.platform.StartRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The server's program. {@code ./kalanjiyam} calls it. */
@Command(
    name = "kalanjiyam",
    description = "Turns scanned books into text.",
    subcommands = {ServeCommand.class, OcrCommand.class, UserCommand.class, RehearseCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class ServerMain {
  /** Exit status after a failure that was told in words. */
  static final int FAILED = 1;

  private ServerMain() {}

  /** Runs one command; the process's exit status tells how it went. */
  public static void main(String[] args) {
    // Without it Netty 4.2 on JDK 25 cannot free a buffer, and Artemis not open an old journal.
    System.setProperty("io.netty.noUnsafe", "false");
    System.setProperty("java.awt.headless", "true");
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ServerMain())
        .setExecutionExceptionHandler(ServerMain::told)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static int told(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    refusal(failure)
        .ifPresentOrElse(
            refusal -> command.getErr().println(refusal.getMessage()),
            () -> failure.printStackTrace(command.getErr()));
    return FAILED;
  }

  private static Optional<StartRefused> refusal(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(StartRefused.class::isInstance)
        .map(StartRefused.class::cast)
        .findFirst();
  }
}
