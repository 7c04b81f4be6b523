package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one file: all views are made first, then the statements change the tables below them. */
final class SltRun {
  private final Oracle oracle;
  private final OracleTables tables;
  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final Map<String, List<byte[]>> rows = new LinkedHashMap<>();

  SltRun(Oracle oracle) {
    this.oracle = oracle;
    this.tables = new OracleTables(oracle);
  }

  void run(List<SltRecord> records) throws SQLException {
    for (SltRecord record : records) {
      if (record instanceof SltRecord.Statement statement && statement.declares()) {
        oracle.execute(statement.sql());
      }
    }
    schemas.putAll(tables.schemas());
    CircuitBuilder builder = new CircuitBuilder();
    Map<String, Node> inputs = new LinkedHashMap<>();
    schemas.forEach((name, schema) -> inputs.put(name, builder.table(name, schema)));
    Map<SltRecord, CompiledView> views = new LinkedHashMap<>();
    Map<SltRecord, Node> nodes = new LinkedHashMap<>();
    for (SltRecord record : records) {
      if (record instanceof SltRecord.Query query) {
        CompiledView view = compile(query);
        views.put(query, view);
        nodes.put(query, view.build(builder, inputs));
      }
    }
    for (SltRecord record : records) {
      switch (record) {
        case SltRecord.Statement statement -> change(statement);
        case SltRecord.Query query -> check(query, views.get(query), nodes.get(query));
        case SltRecord.Refused refused -> refused(refused);
      }
    }
  }

  private CompiledView compile(SltRecord.Query query) {
    try {
      return new SqlCompiler().compile(query.sql(), schemas);
    } catch (RuntimeException e) {
      throw new AssertionError("line " + query.line() + ": " + query.sql(), e);
    }
  }

  private void change(SltRecord.Statement statement) throws SQLException {
    if (!statement.declares()) {
      oracle.execute(statement.sql());
      for (Map.Entry<String, Schema> table : schemas.entrySet()) {
        rows.put(table.getKey(), tables.rows(table.getKey(), table.getValue()));
      }
    }
  }

  private void check(SltRecord.Query query, CompiledView view, Node node) throws SQLException {
    String where = "line " + query.line() + ": " + query.sql();
    List<String> expected = query.rows().stream().sorted().toList();
    List<String> right = lines(oracle.query(query.sql()));
    assertThat(right).as("PostgreSQL, %s", where).isEqualTo(expected);
    List<String> ours = new ArrayList<>();
    for (byte[] row : new NodeEvaluation(rows).rows(node)) {
      ours.add(line(view.schema(), row));
    }
    ours.sort(null);
    assertThat(ours).as("Evert, %s%n%s", where, view.explain()).isEqualTo(expected);
  }

  private static List<String> lines(List<List<@Nullable String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<@Nullable String> row : rows) {
      lines.add(String.join("\t", row.stream().map(SltRun::cell).toList()));
    }
    lines.sort(null);
    return lines;
  }

  private static String cell(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    return value.isEmpty() ? "(empty)" : value;
  }

  private static String line(Schema schema, byte[] row) {
    RowReader reader = new RowReader().set(row);
    List<String> cells = new ArrayList<>();
    for (Type type : schema.types()) {
      if (!reader.isPresent()) {
        reader.skipAbsent();
        cells.add("NULL");
      } else {
        StringBuilder text = new StringBuilder();
        TextFormat.format(type, reader, text);
        cells.add(cell(text.toString()));
      }
    }
    assertThat(reader.atEnd()).isTrue();
    return String.join("\t", cells);
  }

  private void refused(SltRecord.Refused refused) {
    EvertException failure =
        catchThrowableOfType(
            EvertException.class, () -> new SqlCompiler().compile(refused.sql(), schemas));
    String where = "line " + refused.line() + ": " + refused.sql();
    assertThat(failure).as(where).isNotNull();
    assertThat(failure.getMessage()).as(where).contains(refused.message());
    assertThat(failure.code().name()).as(where).isEqualTo(refused.code());
    String place = failure.place().map(p -> p.line() + ":" + p.column()).orElse("nowhere");
    assertThat(place).as(where).isEqualTo(refused.place());
  }
}
