package org.kalanjiyam.ocr.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Gives a process less than this one has: no new privileges, no administrator's powers but those
 * over files, no environment but what is named, no network if it needs none. Uses util-linux's
 * {@code setpriv}, {@code prlimit} and {@code unshare} where the system has and allows them;
 * without them the process runs all the same.
 */
public final class Confinement {
  private static final Set<String> EVERYBODYS =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");
  private static final String OPEN_FILES = "1024";
  private static final Map<List<String>, Boolean> WORKS = new ConcurrentHashMap<>();

  private final List<List<String>> wrappers;
  private final Set<String> environment;

  private Confinement(List<List<String>> wrappers, Set<String> environment) {
    this.wrappers = wrappers;
    this.environment = environment;
  }

  /**
   * For a process that reads files and nothing else.
   *
   * @param fileBytes no file that it writes may be larger
   */
  public static Confinement withoutNetwork(long fileBytes) {
    return new Confinement(
        List.of(
            List.of("unshare", "--net"),
            List.of("unshare", "--user", "--map-current-user", "--net"),
            List.of("prlimit", "--fsize=" + fileBytes, "--nofile=" + OPEN_FILES, "--core=0"),
            List.of("setpriv", "--no-new-privs", "--bounding-set=-all,+dac_override,+fowner"),
            List.of("setpriv", "--no-new-privs")),
        Set.of());
  }

  /**
   * For a process that needs the network.
   *
   * @param environment names of variables that it needs beside the usual few
   */
  public static Confinement withNetwork(Set<String> environment) {
    return new Confinement(
        List.of(
            List.of("setpriv", "--no-new-privs", "--bounding-set=-all,+dac_override,+fowner"),
            List.of("setpriv", "--no-new-privs")),
        environment);
  }

  /** For a program that is trusted, but need not know everything. */
  public static Confinement ofEnvironment(Set<String> environment) {
    return new Confinement(List.of(), environment);
  }

  /** A new process's command, of this one's environment only what it may have. */
  public ProcessBuilder confine(List<String> command) {
    List<String> all = new ArrayList<>();
    for (List<String> wrapper : wrappers) {
      // Of two for the same end the first that works is taken.
      if (!all.contains(wrapper.getFirst()) && works(wrapper)) {
        all.addAll(wrapper);
      }
    }
    all.addAll(command);
    ProcessBuilder process = new ProcessBuilder(all);
    process
        .environment()
        .keySet()
        .removeIf(name -> !EVERYBODYS.contains(name) && !environment.contains(name));
    return process;
  }

  private static boolean works(List<String> wrapper) {
    return WORKS.computeIfAbsent(wrapper, Confinement::tried);
  }

  private static boolean tried(List<String> wrapper) {
    List<String> command = new ArrayList<>(wrapper);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
