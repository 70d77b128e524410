package org.kalanjiyam.ocr.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.export.ExportFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Files in, text out, without a browser. */
@Command(
    name = "ocr",
    description = "Turns PDFs and images into text files.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class OcrCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "PDFs and images.")
  private List<Path> files = List.of();

  @Option(names = "--engine", paramLabel = "NAME", description = "tesseract or google.")
  private String engine = "tesseract";

  @Option(names = "--lang", paramLabel = "CODE", description = "Language, such as eng or san+eng.")
  private String language = "eng";

  @Option(
      names = "--format",
      paramLabel = "LIST",
      split = ",",
      description = "Any of txt, pdf, hocr, alto, page, json.")
  private List<ExportFormat> formats = List.of(ExportFormat.TXT);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where the files go. Default: the current folder.")
  private Path output = Path.of("");

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "${env:KALANJIYAM_WORKERS}",
      description = "Worker processes. Default: one a core.")
  private @Nullable Integer workers;

  @Option(names = "--verbose", description = "Shows the log of the server inside.")
  private boolean verbose;

  @Override
  public Integer call() {
    var wishes =
        new OcrWishes(
            engine,
            language,
            formats.stream().distinct().toList(),
            output,
            workers == null ? Runtime.getRuntime().availableProcessors() : workers,
            verbose ? Map.of() : Map.of("logging.threshold.console", "OFF"));
    var progress = Progress.on(spec.commandLine().getErr());
    try (var run = new OcrRun(wishes, progress)) {
      boolean allRead = run.read(files);
      run.endAtOnce();
      return allRead ? 0 : ServerMain.FAILED;
    }
  }
}
