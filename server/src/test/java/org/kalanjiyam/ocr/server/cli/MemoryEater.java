package org.kalanjiyam.ocr.server.cli;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An agent that takes all of another JVM's memory, so that it meets a real OutOfMemoryError. */
public final class MemoryEater {
  private static final int BITE = 16 << 20;

  private MemoryEater() {}

  /** Lets a JVM run out of memory. */
  static void feedOn(ProcessHandle jvm, Path folder) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
    try {
      machine.loadAgent(jar(folder).toString());
    } finally {
      machine.detach();
    }
  }

  private static Path jar(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", MemoryEater.class.getName());
    Path jar = folder.resolve("memory-eater.jar");
    String file = MemoryEater.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        var zip = new JarOutputStream(out, manifest);
        var code = MemoryEater.class.getResourceAsStream("/" + file)) {
      zip.putNextEntry(new JarEntry(file));
      code.transferTo(zip);
    }
    return jar;
  }

  /** Runs in the other JVM; answers, and eats on a thread of its own. */
  public static void agentmain(String words) {
    Thread.ofPlatform()
        .start(
            () -> {
              List<byte[]> eaten = new ArrayList<>();
              while (true) {
                eaten.add(new byte[BITE]);
              }
            });
  }
}
