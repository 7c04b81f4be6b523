package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Files of SQL tests that others wrote, in a folder of this machine: {@code -Devert.corpora=…}.
 * What Evert refuses is counted; what it answers has to be what PostgreSQL answers.
 */
@EnabledIfSystemProperty(named = "evert.corpora", matches = ".+")
class CorpusTest {

  @Test
  void answersAreRight() throws IOException, SQLException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(System.getProperty("evert.corpora")))) {
      files = all.filter(file -> file.toString().endsWith(".slt")).sorted().toList();
    }
    int right = 0;
    int skipped = 0;
    Map<String, Integer> gaps = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      try (Oracle oracle = new Oracle("corpus")) {
        CorpusRun run = new CorpusRun(oracle, file.getFileName().toString());
        run.run(SltRecord.parse(Files.readAllLines(file)));
        right += run.right();
        skipped += run.skipped();
        run.gaps().forEach(gap -> gaps.merge(gap, 1, Integer::sum));
        wrong.addAll(run.wrong());
      }
    }
    int refused = gaps.values().stream().mapToInt(Integer::intValue).sum();
    gaps.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(gap -> System.out.println(gap.getValue() + "\t" + gap.getKey()));
    System.out.printf(
        "%d right, %d refused, %d wrong, %d not for PostgreSQL%n",
        right, refused, wrong.size(), skipped);
    wrong.forEach(System.out::println);
    assertThat(wrong).isEmpty();
  }
}
