package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in Java from a jar: what they compute, how they fail, and how they are replaced. */
final class JavaFunctionTest {
  private static final String SOURCE =
      """
      import java.math.BigDecimal;
      import java.time.LocalDate;
      import java.util.*;

      public class Functions {
        public static double score(String text, int factor) {
          return text.length() * factor * WEIGHT;
        }

        public static String shout(String text) {
          return text.isEmpty() ? null : text.toUpperCase() + "!";
        }

        public static LocalDate next(LocalDate day) {
          return day.plusDays(1);
        }

        public static BigDecimal half(BigDecimal value) {
          return value.divide(BigDecimal.TWO);
        }

        public static List<List<Object>> words(String text) {
          List<List<Object>> rows = new ArrayList<>();
          int place = 0;
          for (String word : text.split(" ")) {
            rows.add(Arrays.asList(word, ++place));
          }
          return rows;
        }

        public static java.util.stream.Stream<String> lazy(int value) {
          return java.util.stream.Stream.of("a", "b").map(text -> {
            if (value > 1) {
              throw new IllegalStateException("too late");
            }
            return text;
          });
        }

        public static LocalDate far(int value) {
          return value > 1 ? LocalDate.MAX : LocalDate.EPOCH;
        }

        public static Long median(List<Long> values) {
          List<Long> sorted = new ArrayList<>(values);
          Collections.sort(sorted);
          return sorted.get(sorted.size() / 2);
        }

        public static int fail(int value) {
          if (value > 1) {
            throw new IllegalStateException("more than one");
          }
          return value;
        }
      }
      """;

  @TempDir Path directory;

  private Path jar = Path.of("");

  @BeforeEach
  void compile() throws IOException {
    jar = jar("1");
  }

  private Path jar(String weight) throws IOException {
    return TestJar.of(directory, "Functions", source(weight));
  }

  /** A class of functions; scores are multiplied by the weight. */
  static String source(String weight) {
    return SOURCE.replace("WEIGHT", weight);
  }

  private static String create(String declaration, String method, Path jar) {
    return "create or replace "
        + declaration
        + " language java as 'Functions."
        + method
        + "' using jar '"
        + jar
        + "'";
  }

  @Test
  void scalarTableAndAggregateFunctionsAreMaintained() {
    try (Opened open = new Opened(directory.resolve("data"))) {
      open.run(
          create("function score(text, factor int) returns float8", "score", jar),
          create("function shout(text) returns text", "shout", jar),
          create("function next(date) returns date", "next", jar),
          create("function half(numeric) returns numeric(8,2)", "half", jar),
          create("function words(text) returns table (word text, place int)", "words", jar),
          create("aggregate function median(int8) returns int8", "median", jar),
          "create table t (k int primary key, s text, n int, d date)",
          "insert into t values (1, 'a b', 5, '2024-02-28'), (2, '', 7, null), (3, 'a', 9, null)",
          "create materialized view scores as select k, score(s, n) as x, shout(s) as y from t",
          "create materialized view found as"
              + " select t.k, w.word, w.place from t, words(t.s) w where w.word <> ''",
          "create materialized view middle as"
              + " select length(s) > 0 as full_one, median(n) as m from t group by 1");
      assertThat(open.rows("select * from scores order by k"))
          .containsExactly("1|15|A B!", "2|0|null", "3|9|A!");
      assertThat(open.rows("select * from found order by k, place"))
          .containsExactly("1|a|1", "1|b|2", "3|a|1");
      assertThat(open.rows("select * from middle order by full_one")).containsExactly("f|7", "t|9");
      open.run("delete from t where k = 3", "update t set s = 'x' where k = 2");
      assertThat(open.rows("select * from found order by k, place"))
          .containsExactly("1|a|1", "1|b|2", "2|x|1");
      assertThat(open.rows("select * from middle")).containsExactly("t|7");
      assertThat(open.rows("select next(d), half(2.5) from t where d is not null"))
          .containsExactly("2024-02-29|1.25");
    }
  }

  @Test
  void aNewVersionComputesTheViewsThatUseItAgainAndNoOther() throws IOException {
    try (Opened open = new Opened(directory.resolve("data"))) {
      open.run(
          create("function score(text, int) returns float8", "score", jar),
          "create table t (k int primary key, s text)",
          "insert into t values (1, 'ab')",
          "create materialized view a as select k, score(s, 1) as x from t",
          "create materialized view b as select sum(x) as x from a",
          "create materialized view c as select count(*) as n from t");
      long idOfC = open.database().catalog().find("c").orElseThrow().id();
      assertThat(open.rows("select x from b")).containsExactly("2");
      open.run(create("function score(text, int) returns float8", "score", jar("10")));
      Files.delete(jar);
      assertThat(open.rows("select x from b")).containsExactly("20");
      assertThat(open.database().catalog().find("c").orElseThrow().id()).isEqualTo(idOfC);
      open.run("insert into t values (2, 'abc')");
      assertThat(open.rows("select x from b")).containsExactly("50");
      assertThat(open.failure("drop function score")).isEqualTo("DEPENDENTS_EXIST");
    }
    try (Opened open = new Opened(directory.resolve("data"))) {
      assertThat(open.rows("select x from b")).as("after a restart").containsExactly("50");
      open.run("drop function score cascade");
      assertThat(open.rows("select n from c")).containsExactly("2");
    }
  }

  @Test
  void whatFailsAfterTheCallParksItsRowToo() {
    try (Opened open = new Opened(directory.resolve("data"))) {
      open.run(
          create("function lazy(int) returns table (a text)", "lazy", jar),
          create("function far(int) returns date", "far", jar),
          "create table t (k int primary key)",
          "create materialized view l as select k, a from t, lazy(k)",
          "create materialized view f as select k, far(k) as d from t",
          "insert into t values (1), (2)");
      assertThat(open.rows("select * from l order by a")).containsExactly("1|a", "1|b");
      assertThat(open.rows("select * from f")).containsExactly("1|1970-01-01");
      assertThat(open.run("show errors").lines()).hasSize(2);
    }
  }

  @Test
  void aFunctionThatFailsParksItsRowAndBadDeclarationsAreRefused() throws IOException {
    try (Opened open = new Opened(directory.resolve("data"))) {
      open.run(
          create("function fail(int) returns int", "fail", jar),
          "create table t (k int primary key)",
          "create materialized view v as select k, fail(k) as f from t",
          "insert into t values (1), (2)");
      assertThat(open.rows("select * from v")).containsExactly("1|1");
      assertThat(open.run("show errors")).startsWith("v: EV-5013 (38000): ").contains("more than");
      open.run("delete from t where k = 2");
      assertThat(open.run("show errors")).isEqualTo("none");
      assertThat(open.failure(create("function other(int) returns int", "none", jar)))
          .isEqualTo("BAD_FUNCTION");
      assertThat(open.failure(create("function fail(text) returns int", "fail", jar)))
          .isEqualTo("BAD_FUNCTION");
      assertThat(open.failure(create("function lower(text) returns text", "shout", jar)))
          .isEqualTo("DUPLICATE_NAME");
      assertThat(open.failure(create("function f(int) returns int", "fail", Path.of("none.jar"))))
          .isEqualTo("NO_SUCH_FILE");
      Path text = directory.resolve("text.jar");
      Files.writeString(text, "no jar");
      assertThat(open.failure(create("function f(int) returns int", "fail", text)))
          .isEqualTo("BAD_FUNCTION");
    }
  }

  @Test
  void aFunctionThatCanNotBeMadeLeavesNothingBehind() throws IOException {
    String marks =
        """
        public class Marks {
          static {
            System.setProperty("evert.marks", "initialized");
          }
          public static int one(int value) {
            return value + 1;
          }
        }
        """;
    System.clearProperty("evert.marks");
    Path other = TestJar.of(directory, "Marks", marks);
    try (Opened open = new Opened(directory.resolve("data"))) {
      String one = "function one(int) returns int language java as 'Marks.one' using jar '";
      long end = open.log().durable().version();
      assertThat(open.failure("create " + one.replace("Marks.one", "Marks.two") + other + "'"))
          .isEqualTo("BAD_FUNCTION");
      assertThat(open.log().durable().version()).as("nothing was written").isEqualTo(end);
      open.run("create " + one + other + "'");
      assertThat(open.failure("create " + one + "/nowhere.jar'"))
          .as("the name is looked at first")
          .isEqualTo("DUPLICATE_NAME");
      assertThat(System.getProperty("evert.marks")).isNull();
      assertThat(open.rows("select one(1)")).containsExactly("2");
      assertThat(System.getProperty("evert.marks")).isEqualTo("initialized");
    }
  }

  @Test
  void classesGoWithTheFunctionsThatNeedThem() throws IOException {
    String holding =
        """
        public class Holding {
          private static final byte[] MUCH = new byte[32 << 20];
          public static int one(int value) {
            return MUCH.length;
          }
        }
        """;
    try (Opened open = new Opened(directory.resolve("data"))) {
      for (int i = 0; i < 100; i++) {
        Path other = TestJar.of(directory, "Holding", holding.replace("one", "one" + i));
        open.run(
            "create function f(int) returns int language java as 'Holding.one"
                + i
                + "' using jar '"
                + other
                + "'");
        assertThat(open.rows("select f(1)")).containsExactly(String.valueOf(32 << 20));
        open.run("drop function f");
      }
    }
  }
}
