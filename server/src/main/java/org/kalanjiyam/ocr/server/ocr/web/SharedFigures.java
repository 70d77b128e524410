package org.kalanjiyam.ocr.server.ocr.web;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.stereotype.Component;

/**
 * Markup that all who watch a task see alike: whoever needs it first makes it, once for each
 * version of the task and language, and the others wait for that. Made anew each second in any
 * case, since the time left moves. Thread-safe.
 */
@Component
final class SharedFigures {
  private static final int MANY = 256;

  private final Map<Key, FutureTask<String>> made = new ConcurrentHashMap<>();
  private final Clock clock;

  SharedFigures(Clock clock) {
    this.clock = clock;
  }

  private record Key(UUID task, long version, Locale locale, long second) {}

  String of(Task task, Locale locale, Callable<String> making) throws InterruptedException {
    long second = clock.instant().getEpochSecond();
    if (made.size() > MANY) {
      made.keySet().removeIf(key -> key.second() != second);
    }
    Key key = new Key(task.id(), task.version(), locale, second);
    FutureTask<String> one = made.computeIfAbsent(key, any -> new FutureTask<>(making));
    one.run();
    try {
      return one.get();
    } catch (ExecutionException e) {
      made.remove(key, one);
      throw new IllegalStateException("The figures cannot be rendered", e.getCause());
    }
  }
}
