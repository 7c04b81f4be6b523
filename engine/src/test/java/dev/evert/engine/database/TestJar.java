package dev.evert.engine.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles a class into a jar, as people bring it. */
final class TestJar {
  private TestJar() {}

  /** The jar of one class. */
  static Path of(Path directory, String name, String source) throws IOException {
    Path classes = Files.createTempDirectory(directory, "classes");
    Path file = classes.resolve(name + ".java");
    Files.writeString(file, source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), file.toString());
    if (failed != 0) {
      throw new AssertionError("does not compile: " + source);
    }
    Path jar = Files.createTempFile(directory, "functions", ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> found = Files.walk(classes)) {
      List<Path> compiled = found.filter(path -> path.toString().endsWith(".class")).toList();
      for (Path one : compiled) {
        entries.putNextEntry(new JarEntry(classes.relativize(one).toString()));
        Files.copy(one, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }
}
