package dev.evert.benchmarks.nexmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.ChangeConsumer;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.testing.server.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * All queries over a few thousand events: what their changes add up to is what PostgreSQL computes
 * of all events, however many are stepped at once, and with little memory for state.
 */
final class NexmarkTest {
  private static final long EVENTS = 6_000;
  private static final long LITTLE_BYTES = 64 << 10;
  private static final long MUCH_BYTES = 64 << 20;

  private final Events events = Events.generate(1, EVENTS);

  @Test
  void sameAsPostgres() throws SQLException, IOException {
    PostgresServer server = PostgresServer.shared();
    String database = server.createDatabase();
    try (Connection connection = server.connect(database)) {
      load(connection);
      for (String query : Queries.names("evert")) {
        String sql = Objects.requireNonNull(Queries.find("evert", query));
        Map<List<String>, Long> expected = postgres(connection, reference(query, sql));
        for (Timing timing : timings(query)) {
          assertThat(ResultRows.of(sql, timing, events, EventWriter.BLOCK_EVENTS, MUCH_BYTES))
              .as(query + " " + timing)
              .isEqualTo(expected);
          assertThat(ResultRows.of(sql, timing, events, 1, LITTLE_BYTES))
              .as(query + ", a step for each event " + timing)
              .isEqualTo(expected);
        }
      }
    }
  }

  private static Set<Timing> timings(String query) {
    Timing timing = Timing.of(query);
    return new HashSet<>(List.of(Timing.NONE, timing, timing.withChanges()));
  }

  /** What PostgreSQL has no windows in time for, or leaves the order of open in, is said anew. */
  private static String reference(String query, String sql) throws IOException {
    try (InputStream in =
        NexmarkTest.class.getResourceAsStream("/nexmark/postgres/" + query + ".sql")) {
      return in == null ? sql : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void load(Connection connection) throws SQLException, IOException {
    for (EventKind kind : EventKind.values()) {
      Schema schema = kind.schema();
      String columns =
          schema.columns().stream()
              .map(column -> column.name() + " " + column.type().sql())
              .collect(Collectors.joining(", "));
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table " + kind.stream() + " (" + columns + ")");
      }
      insert(connection, kind.stream(), schema);
    }
  }

  private void insert(Connection connection, String table, Schema schema)
      throws SQLException, IOException {
    String places =
        schema.columns().stream()
            .map(column -> "?::" + column.type().sql())
            .collect(Collectors.joining(", "));
    connection.setAutoCommit(false);
    List<List<String>> rows = new ArrayList<>();
    try (PreparedStatement insert =
            connection.prepareStatement("insert into " + table + " values (" + places + ")");
        EvertRun run =
            new EvertRun("select * from " + table, Timing.NONE, MUCH_BYTES, into(rows, schema))) {
      run.run(events, EventWriter.BLOCK_EVENTS);
      for (List<String> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          insert.setString(i + 1, row.get(i));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static ChangeConsumer into(List<List<String>> rows, Schema schema) {
    return (bytes, from, to, _, _) -> {
      RowReader reader = new RowReader().set(bytes, from, to);
      List<String> row = new ArrayList<>();
      schema
          .types()
          .forEach(type -> {
            StringBuilder field = new StringBuilder();
            TextFormat.format(type, reader, field);
            row.add(field.toString());
          });
      rows.add(Collections.unmodifiableList(row));
    };
  }

  private static Map<List<String>, Long> postgres(Connection connection, String sql)
      throws SQLException {
    Map<List<String>, Long> rows = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.merge(row, 1L, Long::sum);
      }
    }
    return rows;
  }
}
