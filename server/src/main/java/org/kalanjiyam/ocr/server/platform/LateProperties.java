package org.kalanjiyam.ocr.server.platform;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Properties that are known only when something has started: their names at once, their values when
 * they are first asked for, which waits. So the server reads its classes while its database starts.
 */
final class LateProperties
    extends EnumerablePropertySource<CompletableFuture<? extends Map<String, ?>>> {
  private final Set<String> names;

  /**
   * The names must be the keys of the map to come, or more than that.
   *
   * @param values a failure with {@link StartRefused} is thrown to whoever asks for a value
   */
  LateProperties(
      String source, Set<String> names, CompletableFuture<? extends Map<String, ?>> values) {
    super(source, values);
    this.names = Set.copyOf(names);
  }

  @Override
  public String[] getPropertyNames() {
    return names.toArray(String[]::new);
  }

  @Override
  public boolean containsProperty(String name) {
    return names.contains(name);
  }

  @Override
  public @Nullable Object getProperty(String name) {
    return names.contains(name) ? now(getSource()).get(name) : null;
  }

  private static <T> T now(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StartRefused refused) {
        throw refused;
      }
      throw e;
    }
  }
}
