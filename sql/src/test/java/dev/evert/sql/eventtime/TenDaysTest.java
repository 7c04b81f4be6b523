package dev.evert.sql.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.Watermark;
import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import dev.evert.sql.ViewOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten days of a stream in memory that stays as it is after the first: behind watermarks, state
 * goes.
 */
final class TenDaysTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final long PACE = 20 * SECOND;

  private static final Schema EVENTS =
      new Schema(
          List.of(
              Column.required("who", Type.Simple.INT4),
              Column.required("n", Type.Simple.INT8),
              Column.required("at", Type.Simple.TIMESTAMP)),
          List.of());

  /** A view that another is derived from. */
  private static final String COUNTED =
      """
      select who, window_end, count(*) as n, max(n) as most
      from tumble(click, at, interval '10 minutes')
      group by who, window_start, window_end\
      """;

  private static final Map<String, String> QUERIES = queries();

  @TempDir private Path directory;

  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put(
        "windows",
        """
        select who, window_start, window_end, count(*), max(n)
        from tumble(click, at, interval '10 minutes')
        group by who, window_start, window_end\
        """);
    queries.put(
        "hops",
        """
        select window_end, count(distinct who)
        from hop(click, at, interval '5 minutes', interval '1 hour')
        group by window_start, window_end\
        """);
    queries.put("days", "select date_trunc('hour', at) as hour, avg(n) from click group by 1");
    queries.put(
        "pairs",
        """
        select c.window_start, c.who, c.n, b.n as paid
        from tumble(click, at, interval '5 minutes') as c
        join tumble(buy, at, interval '5 minutes') as b
        on c.who = b.who and c.window_start = b.window_start\
        """);
    queries.put(
        "intervals",
        """
        select c.n, b.n as paid, c.at from click c join buy b

        on c.who = b.who and b.at between c.at - interval '1 minute' and c.at + interval '4 mins'\
        """);
    queries.put(
        "sessions",
        """
        select who, window_start, window_end, count(*)
        from session(click partition by who, at, interval '9 minutes')
        group by who, window_start, window_end\
        """);
    queries.put(
        "nearest",
        """
        select c.n, b.n as paid, c.at
        from click c asof left join buy b match_condition (c.at >= b.at) on c.who = b.who\
        """);
    queries.put(
        "totals", "select window_end, sum(n) as n, max(most) from counted group by window_end");
    queries.put("distinct", "select distinct who, date_trunc('hour', at) as hour from click");
    queries.put(
        "firsts",
        """
        select distinct on (who, window_start) who, window_start, n
        from tumble(click, at, interval '1 hour')
        order by who, window_start, n\
        """);
    return queries;
  }

  /** A circuit over two tables. */
  private static final class Stream implements AutoCloseable {
    final StateStore store;
    final Circuit circuit;
    long time;

    Stream(Path state, boolean timed, Map<String, ViewOptions> options) {
      CircuitBuilder builder = new CircuitBuilder();
      Watermark watermark = new Watermark(2, 30 * SECOND).ofAppendOnly();
      Map<String, Node> tables =
          Map.of(
              "click", builder.table("click", EVENTS, timed ? watermark : null),
              "buy", builder.table("buy", EVENTS, timed ? watermark : null));
      Map<String, Schema> schemas = new HashMap<>(Map.of("click", EVENTS, "buy", EVENTS));
      CompiledView counted = new SqlCompiler().compile(COUNTED, schemas);
      Map<String, RowTimes> times = Map.of("counted", counted.times(tables, Map.of()));
      Map<String, Node> inputs = new HashMap<>(tables);
      inputs.put("counted", counted.build(builder, tables));
      schemas.put("counted", counted.schema());
      options.forEach((name, how) -> {
        var view =
            new SqlCompiler()
                .compile(Objects.requireNonNull(QUERIES.get(name.replace("final ", ""))), schemas);
        builder.output(name, view.build(builder, inputs, times, how), view.schema());
      });
      store = StateStore.open(state, 256 << 20);
      circuit = builder.build(store);
    }

    void put(String table, int who, long n, long at) {
      RowWriter out = new RowWriter();
      out.putInt4(who);
      out.putInt8(n);
      out.putInt8(at);
      circuit.input(table).insert(out.buffer(), 0, out.size(), time);
    }

    void publish() {
      circuit.step();
      circuit.publish(++time);
    }

    /** The bytes of all that is kept, but for the rows of the views. */
    long stateBytes() {
      return circuit.stats().stream()
          .filter(part -> !part.operator().startsWith("view "))
          .mapToLong(OperatorStats::stateBytes)
          .sum();
    }

    long viewBytes() {
      return circuit.stats().stream()
          .filter(part -> part.operator().startsWith("view "))
          .mapToLong(OperatorStats::stateBytes)
          .sum();
    }

    @Override
    public void close() {
      circuit.close();
      store.close();
    }
  }

  /** Events a little out of order, never late. */
  private static void run(Stream stream, long days, Runnable eachDay) {
    Random random = new Random(days);
    for (long day = 0; day < days; day++) {
      for (long at = day * DAY; at < (day + 1) * DAY; at += PACE) {
        String table = random.nextInt(4) == 0 ? "buy" : "click";
        stream.put(
            table, random.nextInt(20), random.nextInt(1000), at - random.nextLong(25 * SECOND));
        if (at % (10 * PACE) == 0) {
          stream.publish();
        }
      }
      eachDay.run();
    }
  }

  private static Map<String, ViewOptions> all(ViewOptions options) {
    Map<String, ViewOptions> all = new LinkedHashMap<>();
    QUERIES.keySet().forEach(name -> all.put(name, options));
    return all;
  }

  @Test
  void takeNoMoreMemoryThanOne() {
    Map<String, ViewOptions> options = new LinkedHashMap<>();
    ViewOptions day = new ViewOptions(false, OptionalLong.of(6 * HOUR));
    for (String name : QUERIES.keySet()) {
      options.put(name, name.equals("intervals") ? ViewOptions.DEFAULT : day);
    }
    options.remove("intervals");
    options.put("final windows", new ViewOptions(true, OptionalLong.of(HOUR)));
    List<Long> bytes = new ArrayList<>();
    try (Stream stream = new Stream(directory.resolve("ten"), true, options)) {
      run(stream, 10, () -> bytes.add(stream.stateBytes() + stream.viewBytes()));
      System.out.println("bytes after each day: " + bytes);
    }
    assertThat(bytes.subList(1, 10)).allMatch(size -> size < 2 * bytes.getFirst());
    assertThat(bytes.getLast()).isLessThan(4 << 20);
  }

  @Test
  void keepTheirResults() {
    List<Digest> timed;
    long bytes;
    try (Stream stream = new Stream(directory.resolve("timed"), true, all(ViewOptions.DEFAULT))) {
      run(stream, 2, () -> {});
      stream.publish();
      timed = QUERIES.keySet().stream().map(n -> stream.circuit.output(n).digest()).toList();
      bytes = stream.stateBytes();
    }
    try (Stream stream = new Stream(directory.resolve("plain"), false, all(ViewOptions.DEFAULT))) {
      run(stream, 2, () -> {});
      stream.publish();
      assertThat(timed)
          .isEqualTo(
              QUERIES.keySet().stream().map(n -> stream.circuit.output(n).digest()).toList());
      System.out.println("with watermarks " + bytes + ", without " + stream.stateBytes());
      assertThat(bytes).isLessThan(stream.stateBytes() / 3);
    }
  }

  /** A row that is shown when it is final is what it is in the end, and no other row is missing. */
  @Test
  void showFinalRowsOnce() {
    Map<String, ViewOptions> options = new LinkedHashMap<>();
    for (String name :
        List.of(
            "windows",
            "hops",
            "days",
            "pairs",
            "sessions",
            "nearest",
            "totals",
            "distinct",
            "firsts")) {
      options.put(name, ViewOptions.DEFAULT);
      options.put("final " + name, new ViewOptions(true, OptionalLong.empty()));
    }
    try (Stream stream = new Stream(directory.resolve("final"), true, options)) {
      run(stream, 1, () -> {});
      stream.publish();
      assertThat(rows(stream, "windows")).hasSizeGreaterThan(rows(stream, "final windows").size());
      options.keySet().stream()
          .filter(name -> name.startsWith("final "))
          .forEach(name -> {
            Set<List<Byte>> all = rows(stream, name.substring("final ".length()));
            Set<List<Byte>> shown = rows(stream, name);
            assertThat(all).as(name).containsAll(shown);
            assertThat(shown.size()).as(name).isGreaterThan(all.size() * 9 / 10);
          });
    }
  }

  private static Set<List<Byte>> rows(Stream stream, String view) {
    Set<List<Byte>> all = new HashSet<>();
    try (RowCursor rows = stream.circuit.output(view).rows()) {
      while (rows.next()) {
        List<Byte> row = new ArrayList<>();
        for (int i = rows.rowFrom(); i < rows.rowTo(); i++) {
          row.add(rows.rowBytes()[i]);
        }
        all.add(row);
      }
    }
    return all;
  }
}
