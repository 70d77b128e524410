package org.kalanjiyam.ocr.server.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names for the files that are written: those of the files read, without their ending. Two files of
 * one name get two names, and no file that is read is ever written over. Thread-safe.
 */
final class OutputNames {
  private final Path folder;
  private final Set<Path> inputs;
  private final Set<String> taken = new HashSet<>();

  OutputNames(Path folder, List<Path> inputs) {
    this.folder = folder.toAbsolutePath().normalize();
    this.inputs = new HashSet<>(inputs.stream().map(f -> f.toAbsolutePath().normalize()).toList());
  }

  /** The name for what comes from this file, without ending; another one at each call. */
  synchronized String base(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String bare = dot > 0 ? name.substring(0, dot) : name;
    String base = bare;
    for (int i = 2; !taken.add(base.toLowerCase(Locale.ROOT)); i++) {
      base = bare + "-" + i;
    }
    return base;
  }

  /** The file to write. */
  Path file(String base, String suffix) {
    Path file = folder.resolve(base + suffix);
    return inputs.contains(file) ? folder.resolve(base + "-ocr" + suffix) : file;
  }
}
