package org.kalanjiyam.ocr.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.platform.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** People, from the command line: asks a server that runs, as its operator. */
@Command(
    name = "user",
    description = "Adds people to a server that runs.",
    subcommands = UserCommand.Add.class,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class UserCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: user add NAME");
  }

  @Command(
      name = "add",
      description = {
        "Adds somebody and prints the link by which they choose a password.",
        "The server's KALANJIYAM_ADMIN_TOKEN must be set here too."
      },
      sortOptions = false,
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Add implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What they sign in with.")
    private String name = "";

    @Option(names = "--role", description = "reader, proofreader, editor or admin.")
    private Role role = Role.EDITOR;

    @Option(names = "--display-name", paramLabel = "TEXT", description = "What others see.")
    private String displayName = "";

    @Option(
        names = "--server",
        paramLabel = "URL",
        defaultValue = "http://127.0.0.1:${env:KALANJIYAM_PORT:-8080}",
        description = "Where the server is. Default: this machine.")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Override
    public Integer call() throws InterruptedException {
      String token = token(System.getenv("KALANJIYAM_ADMIN_TOKEN"));
      PrintWriter out = spec.commandLine().getOut();
      try (var api = new ServerApi(server, token)) {
        var added =
            api.post(
                "/api/v1/people",
                Map.of("name", name, "display_name", displayName, "role", role.name()));
        out.println(
            name
                + " may come in as "
                + role.name().toLowerCase(Locale.ROOT)
                + ". To choose a password:");
        out.println("    " + added.path("link").asString());
        out.println("The link works once, within a week.");
        out.flush();
        return 0;
      } catch (ConnectException e) {
        throw new StartRefused("No server answers at " + server + "; start one, or say --server");
      } catch (IOException e) {
        throw new StartRefused(String.valueOf(e.getMessage()));
      }
    }

    private static String token(@Nullable String set) {
      if (set == null || set.isBlank()) {
        throw new StartRefused(
            "Set KALANJIYAM_ADMIN_TOKEN to the token that the server was started with; without"
                + " one, invite people on the server's page 'People'");
      }
      return set;
    }
  }
}
