package org.kalanjiyam.ocr.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kalanjiyam.ocr.work.PageJob;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

/**
 * What is written of a record by accident has no secret in it. Records are found by what their
 * components are called, so that a new one is too.
 */
class SecretRecordsTest {
  private static final String SECRET = "not-to-be-told-4f1c";
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*(password|secret|token|claim|databaseUrl|redisUrl|jdbcUrl|link|endpoint"
              + "|environment|properties)");

  /** Where a plain name holds one: signed addresses, passwords in an address. */
  private static final List<String> OTHERS =
      List.of(
          "PageJob.image", "At.url", "Site.url", "Due.url", "Secret.value", "NewPassword.value");

  @ParameterizedTest
  @MethodSource("records")
  void aRecordsTextHasNoSecret(Class<?> type) throws Exception {
    assertThat(make(type).toString()).doesNotContain(SECRET);
  }

  @Test
  void theyAreFound() throws IOException {
    assertThat(records()).hasSizeGreaterThan(15).contains(PageJob.class);
  }

  static List<Class<?>> records() throws IOException {
    var readers = new CachingMetadataReaderFactory();
    List<Class<?>> found = new ArrayList<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:org/kalanjiyam/ocr/**/*.class")) {
      var read = readers.getMetadataReader(file).getClassMetadata();
      if ("java.lang.Record".equals(read.getSuperClassName())
          && !file.getURL().getPath().contains("test-classes")
          // Its client is not here, and its key is a file.
          && !read.getClassName().contains(".engine.google.")) {
        Class<?> type = load(read.getClassName());
        if (Stream.of(type.getRecordComponents()).anyMatch(SecretRecordsTest::isSecret)) {
          found.add(type);
        }
      }
    }
    return found;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, SecretRecordsTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isSecret(RecordComponent part) {
    String name = part.getDeclaringRecord().getSimpleName() + "." + part.getName();
    boolean text = List.of(String.class, URI.class, Map.class).contains(part.getType());
    return text && (NAMES.matcher(part.getName()).matches() || OTHERS.contains(name));
  }

  private static Object make(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] parts = type.getRecordComponents();
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = value(parts[i].getType(), isSecret(parts[i]) ? SECRET : "plain");
    }
    return constructor.newInstance(values);
  }

  private static Object value(Class<?> type, String text) throws ReflectiveOperationException {
    if (type.isRecord()) {
      return make(type);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return switch (type.getName()) {
      case "java.lang.String" -> text;
      case "java.net.URI" -> URI.create("http://localhost/" + text);
      case "java.util.Map" -> Map.of("name", text);
      case "java.util.List" -> List.of();
      case "java.util.Optional" -> Optional.empty();
      case "java.nio.file.Path" -> Path.of(text);
      case "[B" -> new byte[1];
      case "int" -> 1;
      case "long" -> 1L;
      case "boolean" -> false;
      default -> null;
    };
  }
}
