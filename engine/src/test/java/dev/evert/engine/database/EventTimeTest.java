package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
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
          "create materialized view lost as select count(*) as n from clicks.late",
          "insert into clicks values ('a', '2026-01-01 00:00:05'), ('a', '2026-01-01 00:00:06')",
          "insert into clicks values ('a', '2026-01-01 00:00:50')");
      assertThat(open.rows("select * from counts")).containsExactly("a|2026-01-01 00:00:00|3");
      assertThat(open.rows("select * from closed")).isEmpty();
      open.run(
          "insert into clicks values ('b', '2026-01-01 00:01:30')",
          "insert into clicks values ('a', '2026-01-01 00:00:55')");
      assertThat(open.rows("select * from closed")).containsExactly("a|2026-01-01 00:00:00|3");
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

  /** Rows of half an hour, some of them behind the others. */
  private static void fill(Opened open, int minutes) {
    open.run(
        "insert into clicks select 'p' || g % 3, timestamp '2026-01-01' + interval '1 minute' * "
            + minutes
            + " + interval '1 second' * (g * 7 - case when g % 10 = 0 then 300 else 0 end)"
            + " from generate_series(1, 250) as g");
  }
}
