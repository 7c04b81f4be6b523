package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that keep their own time: late rows, final rows, and views that come later. */
final class EventTimeTest {
  private static final String TABLE =
      "create table clicks (page text, at timestamp,"
          + " watermark for at as at - interval '10 seconds') append only";
  private static final String COUNTS =
      " as select page, window_start, count(*) as n"
          + " from tumble(clicks, at, interval '1 minute') group by page, window_start";

  @TempDir Path directory;

  @Test
  void lateRowsAreToldAndFinalRowsAreShownOnce() {
    try (Opened open = new Opened(directory)) {
      open.run(
          TABLE,
          "create materialized view counts" + COUNTS,
          "create materialized view closed with (emit = final)" + COUNTS,
          "create view by_page as select page, window_start, n + 0 as n from counts",
          "create materialized view totals with (emit = final) as"
              + " select window_start, sum(n) as n from by_page group by window_start",
          "create materialized view lost as select count(*) as n from clicks.late",
          "insert into clicks values ('a', '2026-01-01 00:00:05'), ('a', '2026-01-01 00:00:06')",
          "insert into clicks values ('a', '2026-01-01 00:00:50')");
      assertThat(open.rows("select * from counts")).containsExactly("a|2026-01-01 00:00:00|3");
      assertThat(open.rows("select * from closed")).isEmpty();
      assertThat(open.rows("select * from totals")).isEmpty();
      open.run(
          "insert into clicks values ('b', '2026-01-01 00:01:30')",
          "insert into clicks values ('a', '2026-01-01 00:00:55')");
      assertThat(open.rows("select * from closed")).containsExactly("a|2026-01-01 00:00:00|3");
      assertThat(open.rows("select * from totals")).containsExactly("2026-01-01 00:00:00|3");
      assertThat(open.failure("create view x with (emit = final) as select * from closed"))
          .isEqualTo("SQL_SYNTAX");
      assertThat(
              open.failure(
                  "create materialized view x with (emit = final) as"
                      + " select window_start, n from closed"))
          .isEqualTo("SQL_UNSUPPORTED");
      open.run("insert into clicks values ('never', '-infinity')");
      assertThat(open.rows("select * from closed")).containsExactly("a|2026-01-01 00:00:00|3");
      assertThat(open.run("show errors")).contains("infinite time");
      assertThat(open.rows("select page, late_change, late_watermark from clicks.late"))
          .containsExactly("a|insert|2026-01-01 00:01:20");
      assertThat(open.rows("select n from lost")).containsExactly("1");
      assertThat(open.run("show tables")).contains("1 late");
      assertThat(open.failure("delete from clicks")).isEqualTo("WRONG_KIND");
      assertThat(open.failure("create materialized view x with (emit = never)" + COUNTS))
          .isEqualTo("SQL_SYNTAX");
      assertThat(open.failure("drop table clicks")).isEqualTo("DEPENDENTS_EXIST");
    }
  }

  @Test
  void aViewThatComesLaterIsTheSameAsOneThatWasThere() {
    try (Opened open = new Opened(directory)) {
      open.run(TABLE, "create materialized view counts" + COUNTS);
      fill(open, 0);
    }
    try (Opened open = new Opened(directory)) {
      fill(open, 30);
      open.run("create materialized view later" + COUNTS);
      fill(open, 60);
      assertThat(open.rows("select * from later except all select * from counts")).isEmpty();
      assertThat(open.rows("select * from counts except all select * from later")).isEmpty();
      assertThat(open.rows("select count(*) > 5 from counts")).containsExactly("t");
    }
    try (Opened open = new Opened(directory)) {
      fill(open, 90);
      assertThat(open.rows("select * from later except all select * from counts")).isEmpty();
      assertThat(open.rows("select count(*) > 10 from clicks.late")).containsExactly("t");
    }
  }

  @Test
  void rowsComeAndGoWithTheTime() throws InterruptedException {
    try (Opened open = new Opened(directory)) {
      open.run(
          "create table sessions (id int primary key, until timestamptz)",
          "insert into sessions values (1, '" + Instant.now().plusSeconds(2) + "')",
          "insert into sessions values (2, '" + Instant.now().plusSeconds(86_400) + "')",
          "create materialized view live as select id from sessions where until > now()",
          "create materialized view number as select count(*) as n from live");
      open.awaitRows("select id from live order by id", "2");
      open.awaitRows("select n from number", "1");
      open.run("create materialized view gone as select id from sessions where until < now()");
      assertThat(open.rows("select id from gone")).containsExactly("1");
    }
    try (Opened open = new Opened(directory)) {
      assertThat(open.rows("select id from live")).containsExactly("2");
    }
  }

  @Test
  void aStatementHasOneTime() {
    try (Opened open = new Opened(directory)) {
      Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      open.run(
          "create table visits (id int primary key, at timestamptz default now(), day date)",
          "insert into visits (id, day) values (1, current_date), (2, current_date - 1)",
          "insert into visits select id + 2, now() - interval '1 hour', null from visits",
          "update visits set day = localtimestamp where at < now() - interval '30 minutes'");
      Instant after = Instant.now();
      assertThat(
              open.rows(
                  "select count(*), count(distinct at), bool_and(at >= '"
                      + before
                      + "'), bool_and(at <= '"
                      + after
                      + "') from visits where id <= 2"))
          .containsExactly("2|1|t|t");
      assertThat(open.rows("select id from visits where day >= now() - interval '1 day 1 minute'"))
          .contains("1", "3", "4");
      assertThat(open.rows("select now() - now() = '0 s', now() > '" + before + "'"))
          .containsExactly("t|t");
      assertThat(
              open.rows("select (select max(at) from visits) <= now() and exists (select now())"))
          .containsExactly("t");
      assertThat(open.rows("select id from visits where at > now() - interval '59 minutes'"))
          .containsExactlyInAnyOrder("1", "2");
      assertThatThrownBy(() -> open.run("create table t (a timestamptz check (a < now()))"))
          .hasMessageContaining("could not be derived again");
    }
  }

  @Test
  void aViewThatForgetsSoonTakesNothingFromOneThatComesLater() {
    try (Opened open = new Opened(directory)) {
      for (String table : List.of("a", "b")) {
        open.run(
            "create table " + table + " (at timestamp, k int, watermark for at as at) append only",
            "create table all_" + table + " (at timestamp, k int)");
      }
      open.run(
          "create index on all_a (k)",
          "create materialized view after as" + selfPairs("a", "y.at", "x.at"),
          "create materialized view before as" + selfPairs("a", "x.at", "y.at"),
          "create materialized view soon as" + pairs("a", "b", "1 minute"),
          "create materialized view never as select count(*) as n from a join b on a.k = b.k");
      for (int hour = 0; hour < 3; hour++) {
        hour(open, hour);
      }
      open.run("create materialized view late as" + pairs("a", "b", "1 hour"));
      hour(open, 3);
      String wanted = pairs("all_a", "all_b", "1 hour");
      assertThat(open.rows("select count(*) > 100000 from late")).containsExactly("t");
      assertThat(open.rows("select * from late except all (" + wanted + ")")).isEmpty();
      assertThat(open.rows("(" + wanted + ") except all select * from late")).isEmpty();
      for (List<String> self :
          List.of(List.of("after", "y.at", "x.at"), List.of("before", "x.at", "y.at"))) {
        String all = selfPairs("all_a", self.get(1), self.get(2));
        String kept = "select * from " + self.getFirst();
        assertThat(open.rows(kept + " except all (" + all + ")")).isEmpty();
        assertThat(open.rows("(" + all + ") except all " + kept)).isEmpty();
      }
    }
  }

  /** Pairs of a table's rows of which one is at most an hour after the other. */
  private static String selfPairs(String table, String earlier, String later) {
    String condition = later + " >= " + earlier + " and " + later + " <= " + earlier;
    return " select x.at, x.k, y.at as other from "
        + table
        + " x join "
        + table
        + " y on x.k = y.k and "
        + condition
        + " + interval '1 hour'";
  }

  private static String pairs(String left, String right, String distance) {
    return " select a.at, a.k, b.at as then from "
        + left
        + " a join "
        + right
        + " b on a.k = b.k and b.at >= a.at and b.at <= a.at + interval '"
        + distance
        + "'";
  }

  /** A row each second in both tables; those of a statement come in the order of their bytes. */
  private static void hour(Opened open, int hour) {
    for (int from = hour * 3600; from < (hour + 1) * 3600; from += 600) {
      String rows =
          " select timestamp '2026-01-01' + interval '1 second' * g, g % 400"
              + " from generate_series("
              + from
              + ", "
              + (from + 599)
              + ") as g";
      for (String table : List.of("all_a", "all_b", "a", "b")) {
        open.run("insert into " + table + rows);
      }
    }
  }

  /** Rows of half an hour, some of them behind the others. */
  private static void fill(Opened open, int minutes) {
    open.run(
        "insert into clicks select 'p' || g % 3, timestamp '2026-01-01' + interval '1 minute' * "
            + minutes
            + " + interval '1 second' * (g * 7 - case when g % 10 = 0 then 300 else 0 end)"
            + " from generate_series(1, 250) as g");
  }
}
