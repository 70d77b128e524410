package org.kalanjiyam.ocr.engine.scripted;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** An engine's jar, made from its source as its author would make it. */
public final class EngineJar {
  private EngineJar() {}

  /**
   * Compiles a source file against the engine API and packs it.
   *
   * @param source the Java source of one file
   * @param service the class that implements {@code spi}, with its package
   * @param spi the service that the jar offers, such as {@code OcrEngineProvider} with its package
   * @param jar where the jar goes
   */
  public static void make(String source, String service, String spi, Path jar) {
    try {
      Path folder = Files.createTempDirectory("engine-jar");
      String simple = service.substring(service.lastIndexOf('.') + 1);
      Path file = Files.writeString(folder.resolve(simple + ".java"), source);
      compile(file, Files.createDirectory(folder.resolve("classes")));
      pack(folder.resolve("classes"), service, spi, jar);
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path file, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    List<String> options =
        List.of(
            "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    if (!compiler
        .getTask(said, files, null, options, null, files.getJavaFileObjects(file))
        .call()) {
      throw new IllegalArgumentException("It does not compile: " + said);
    }
  }

  private static void pack(Path classes, String service, String spi, Path jar) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path one : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
        Files.copy(one, out);
      }
      out.putNextEntry(new JarEntry("META-INF/services/" + spi));
      out.write(service.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : (Iterable<Path>) all.sorted(java.util.Comparator.reverseOrder())::iterator) {
        Files.delete(one);
      }
    }
  }
}
