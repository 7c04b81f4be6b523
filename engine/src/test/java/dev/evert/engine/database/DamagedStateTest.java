package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.EngineOptions;
import dev.evert.engine.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a file of the state: all is derived anew from the log, and the same. */
final class DamagedStateTest {
  private static final List<String> VIEWS = List.of("t", "u", "sums", "joined", "top");
  private static final List<String> QUERIES =
      List.of(
          "select k, v, s from t order by k",
          "select v, n, s from sums order by v",
          "select k, v, w from joined order by k, v, w",
          "select k from top order by k");

  @TempDir Path directory;

  private final long seed = Seeds.seed("DamagedStateTest");
  private final Random random = new Random(seed);

  private Opened open(Path home) {
    EngineOptions options =
        EngineOptions.in(home)
            .withStateBytes(EngineOptions.MIN_STATE_BYTES)
            .withCheckpointInterval(Duration.ofMillis(50));
    return new Opened(options);
  }

  private void fill(Path home) {
    try (Opened open = open(home)) {
      open.run(
          "create table t (k int primary key, v int, s text)",
          "create table u (v int, w int)",
          "create materialized view sums as"
              + " select v, count(*) as n, sum(length(s)) as s from t group by v",
          "create materialized view joined as"
              + " select t.k, t.v, u.w from t left join u on t.v = u.v and u.w < 3",
          "create index on t (v)",
          "insert into t select g, g % 97, repeat('x', g % 50) from generate_series(1, 20000) as g",
          "create materialized view top as select k from t order by s desc, k limit 10",
          "insert into u select g % 120, g % 7 from generate_series(1, 500) as g");
    }
  }

  private List<String> state(Opened open) {
    List<String> all = new ArrayList<>();
    VIEWS.forEach(view -> all.add(view + " " + open.database().digest(view).digest()));
    QUERIES.forEach(query -> all.addAll(open.rows(query)));
    return all;
  }

  private static List<Path> stateFiles(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("state/database"))) {
      return files.sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < 1 + bytes.length / 2000; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    Files.write(file, bytes);
  }

  private void cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }

  /** Harm done to a file. */
  private interface Harm {
    void to(Path file) throws IOException;
  }

  @Test
  void whateverFileIsDamagedTheResultIsTheSame() throws IOException {
    Path right = directory.resolve("right");
    fill(right);
    List<String> wanted;
    Path compared = directory.resolve("compared");
    copy(right, compared);
    try (Opened open = open(compared)) {
      wanted = state(open);
    }
    List<Harm> harms = List.of(this::flip, this::cut, Files::delete);
    int number = 0;
    for (Path file : stateFiles(right)) {
      for (Harm harm : harms) {
        Path home = directory.resolve("damaged" + number++);
        copy(right, home);
        harm.to(home.resolve("state/database").resolve(file.getFileName()));
        check(home, wanted, "seed " + seed + ", case " + number + ", " + file.getFileName());
      }
    }
    assertThat(number).isGreaterThan(5);
  }

  private void check(Path home, List<String> wanted, String what) {
    try (Opened open = open(home)) {
      assertThat(state(open)).as(what).isEqualTo(wanted);
      assertThat(open.run("update t set v = v + 1 where k % 3 = 0")).isEqualTo("UPDATE 6666");
      assertThat(open.rows("select v, n, s from sums order by v"))
          .as(what)
          .isEqualTo(open.rows("select v, count(*), sum(length(s)) from t group by v order by v"));
      assertThat(open.rows("select count(*) from t where v = 5")).as(what).hasSize(1);
    }
    try (Opened open = open(home)) {
      assertThat(open.database().mendings()).as(what).isEmpty();
    }
  }

  @Test
  void damageThatIsMetWhileItRunsIsMendedMeanwhile() throws IOException {
    Path right = directory.resolve("right");
    fill(right);
    List<String> wanted;
    try (Opened open = open(right)) {
      wanted = state(open);
    }
    try (Opened open = open(right)) {
      for (Path file : stateFiles(right)) {
        flipInPlace(file);
      }
      assertThat(open.run("insert into t values (0, 1, 'x')")).isEqualTo("INSERT 1");
      assertThat(open.run("delete from t where k = 0")).isEqualTo("DELETE 1");
      assertThat(state(open)).as("seed " + seed).isEqualTo(wanted);
      assertThat(open.database().mendings()).hasSize(1);
      assertThat(open.run("show errors")).contains("derived anew at").contains("checksum");
    }
    try (Opened open = open(right)) {
      assertThat(state(open)).isEqualTo(wanted);
      assertThat(open.run("show errors")).isEqualTo("none");
    }
  }

  /** Each part of the file, whose length stays: it is mapped into memory. */
  private static void flipInPlace(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] wrong = {0x55, 0x55, 0x55, 0x55};
      for (long at = 200; at < channel.size() - 400; at += 1000) {
        channel.write(ByteBuffer.wrap(wrong), at);
      }
    }
  }
}
