package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import dev.evert.sql.Seeds;
import dev.evert.sql.SqlCompiler;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Filters by the time, at random instants, against PostgreSQL with the time as a literal. */
final class NowFilterTest {
  private static final LocalDateTime ORIGIN = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final List<String> CONDITIONS =
      List.of(
          "ts > now() - interval '1 hour'",
          "ts >= now()",
          "now() >= ts + interval '90 minutes'",
          "ts between now() - interval '2 days' and now() - interval '1 minute'",
          "ts + interval '3 hours' <= now() and k > 2",
          "now() - ts < interval '1 day'",
          "not (ts < now()) or k = 1",
          "ts = now()",
          "ts <> now()",
          "ts > now() - interval '1 month'",
          "d < current_date",
          "d + 1 >= current_date and ts < current_timestamp",
          "ts > date_trunc('day', now())",
          "extract(epoch from now()) - 3600 < extract(epoch from ts) or k is null",
          "local < localtimestamp - interval '30 minutes'",
          "now() > '2024-01-02 00:00+00'");

  @Test
  void comesAndGoesAsPostgresSays() throws Exception {
    Random random = Seeds.random("NowFilterTest");
    try (Oracle oracle = new Oracle("now")) {
      oracle.execute(
          "create table t (id int primary key, k int, ts timestamptz, local timestamp, d date)");
      OracleTables tables = new OracleTables(oracle);
      Map<String, Schema> schemas = new LinkedHashMap<>(tables.schemas());
      Map<String, CompiledView> views = new LinkedHashMap<>();
      for (String condition : CONDITIONS) {
        views.put(condition, new SqlCompiler().compile(query(condition), schemas));
        String grouped = "select k, count(*), max(ts) from t where " + condition + " group by k";
        views.put("by k " + condition, new SqlCompiler().compile(grouped, schemas));
      }
      try (TestCircuit circuit = new TestCircuit(schemas, views, random)) {
        LocalDateTime now = LocalDateTime.of(2024, 1, 1, 0, 0);
        for (int round = 0; round < 25; round++) {
          change(oracle, now, random);
          circuit.change(tables.rows(schemas));
          now = now.plusMinutes(random.nextInt(3) == 0 ? random.nextInt(3000) : random.nextInt(40));
          circuit.advanceTo(ChronoUnit.MICROS.between(ORIGIN, now));
          check(oracle, circuit, views, now);
        }
      }
    }
  }

  private static String query(String condition) {
    return "select id from t where " + condition;
  }

  private static void change(Oracle oracle, LocalDateTime now, Random random) throws Exception {
    for (int i = 0; i < 6; i++) {
      int id = random.nextInt(40);
      if (random.nextInt(4) == 0) {
        oracle.execute("delete from t where id = " + id);
      } else {
        String ts = random.nextInt(12) == 0 ? "null" : moment(now, random);
        oracle.execute(
            """
            insert into t values (%d, %s, %s::timestamptz, %s, %s::date) on conflict (id)
            do update set k = excluded.k, ts = excluded.ts, local = excluded.local, d = excluded.d
            """
                .formatted(
                    id,
                    random.nextInt(8) == 0 ? "null" : random.nextInt(5),
                    ts,
                    moment(now, random),
                    moment(now, random)));
      }
    }
  }

  private static String moment(LocalDateTime now, Random random) {
    int span = random.nextBoolean() ? 180 : 60 * 24 * 40;
    return "timestamp '" + now.plusMinutes(random.nextInt(2 * span) - span) + "'";
  }

  private static void check(
      Oracle oracle, TestCircuit circuit, Map<String, CompiledView> views, LocalDateTime now)
      throws Exception {
    for (Map.Entry<String, CompiledView> view : views.entrySet()) {
      String sql = Objects.requireNonNull(view.getValue()).sql();
      String literal =
          sql.replace("now()", "timestamptz '" + now + "+00'")
              .replace("current_date", "date '" + now.toLocalDate() + "'")
              .replace("current_timestamp", "timestamptz '" + now + "+00'")
              .replace("localtimestamp", "timestamp '" + now + "'");
      assertThat(Rows.lines(view.getValue().schema(), circuit.rows(view.getKey())))
          .as("%s at %s", sql, now)
          .isEqualTo(Rows.lines(oracle.query(literal)));
    }
  }
}
