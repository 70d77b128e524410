package org.kalanjiyam.ocr.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the prepared statements that the server under test runs: a batch is one. */
public final class CountedStatements implements BeanPostProcessor {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** How often each statement ran since the last {@link #reset}. */
  public Map<String, LongAdder> counts() {
    return Map.copyOf(counts);
  }

  /** Begins to count anew. */
  public void reset() {
    counts.clear();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? new Counting(source) : bean;
  }

  private final class Counting extends DelegatingDataSource {
    Counting(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return proxy(
          Connection.class,
          connection,
          (sql, made) -> made instanceof PreparedStatement one ? statement(sql, one) : made);
    }

    private PreparedStatement statement(String sql, PreparedStatement made) {
      String shown = sql.replaceAll("\\s+", " ").strip();
      return (PreparedStatement)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {PreparedStatement.class},
              (self, method, arguments) -> {
                if (method.getName().startsWith("execute")) {
                  counts.computeIfAbsent(shown, key -> new LongAdder()).increment();
                }
                return invoke(made, method, arguments);
              });
    }
  }

  /** What is made of an object that a method with a statement as its first argument returned. */
  private interface Wrapping {
    Object wrap(String sql, Object made);
  }

  private static <T> T proxy(Class<T> type, T object, Wrapping wrapping) {
    return type.cast(
        Proxy.newProxyInstance(
            CountedStatements.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object made = invoke(object, method, arguments);
              return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
                  ? wrapping.wrap(sql, made)
                  : made;
            }));
  }

  private static Object invoke(Object object, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
