package org.kalanjiyam.ocr.server.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What this machine's workers log, as lines of the server's log. What a line says of its task and
 * page becomes its fields, and a stack trace has those of the line before it. Thread-safe.
 */
final class WorkerLog implements Consumer<String> {
  private static final Logger log = LoggerFactory.getLogger("worker");
  private static final String IDS =
      "(?<task>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) %s(?<page>\\d{1,9})";

  /** As {@code logback-worker.xml} writes it, behind the name that the supervisor gives. */
  private static final Pattern OF_A_PAGE =
      Pattern.compile("(?<before>\\S+: [A-Z]{4,5} +)task=" + IDS.formatted("page=") + " ");

  /** What the supervisor says of a page. */
  private static final Pattern OVER_A_PAGE = Pattern.compile(" page " + IDS.formatted("") + "\\b");

  private static final Pattern STACK =
      Pattern.compile(
          "(?<name>\\S+): (?:\\s+at |\\s+\\.\\.\\. |\\s*Caused by: |\\s*Suppressed:"
              + " |[\\w.$]+(?:Exception|Error)\\b).*");

  private record Ids(String task, String page) {}

  /** By the worker's name: of what page its last line was. */
  private final Map<String, Ids> last = new ConcurrentHashMap<>();

  @Override
  public void accept(String line) {
    String name = line.substring(0, Math.max(0, line.indexOf(':')));
    Matcher said = OF_A_PAGE.matcher(line);
    if (said.lookingAt()) {
      Ids ids = ids(said);
      last.put(name, ids);
      log(ids, said.group("before") + line.substring(said.end()));
    } else if (STACK.matcher(line).matches()) {
      log(last.get(name), line);
    } else {
      last.remove(name);
      Matcher over = OVER_A_PAGE.matcher(line);
      log(over.find() ? ids(over) : null, line);
    }
  }

  private static Ids ids(Matcher found) {
    return new Ids(found.group("task"), found.group("page"));
  }

  private static void log(@Nullable Ids of, String line) {
    if (of == null) {
      log.info(line);
      return;
    }
    try (var task = MDC.putCloseable("task", of.task());
        var page = MDC.putCloseable("page", of.page())) {
      log.info(line);
    }
  }
}
