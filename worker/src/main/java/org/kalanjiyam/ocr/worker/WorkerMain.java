package org.kalanjiyam.ocr.worker;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of worker processes: {@code run} is one of them, {@code machine} keeps a machine's. */
@Command(
    name = "worker",
    description = "Reads pages for a Kalanjiyam OCR server.",
    mixinStandardHelpOptions = true,
    subcommands = {RunCommand.class, MachineCommand.class})
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) {
    // Artemis' Netty cannot free its buffers on JDK 25 without this.
    System.setProperty("io.netty.noUnsafe", "false");
    // Not named logback.xml: the server has this jar on its class path too.
    System.setProperty("logback.configurationFile", "logback-worker.xml");
    int exit = new CommandLine(new WorkerMain()).execute(args);
    if (exit != 0) {
      System.exit(exit);
    }
  }
}
