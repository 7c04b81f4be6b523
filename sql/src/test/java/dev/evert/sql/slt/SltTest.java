package dev.evert.sql.slt;

import dev.evert.sql.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each text file of SQL tests, against Evert and against PostgreSQL. */
class SltTest {
  private static final Path FOLDER = Path.of("src/test/resources/slt");

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".slt")).sorted().toList();
    }
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  private static void run(Path file) throws Exception {
    Random random = Seeds.random(file.getFileName().toString());
    try (Oracle oracle = new Oracle("slt")) {
      new SltRun(oracle).run(SltRecord.parse(Files.readAllLines(file)), random);
    }
  }
}
