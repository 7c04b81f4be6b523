package dev.evert.sql.slt;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions over the rows of one table, by Evert and by PostgreSQL. */
final class ExpressionOracle {
  private static final String PROBE =
      """
      create function probe(e text) returns table(id int, v text) as $$
      declare r record;
      begin
        for r in select t.id from t order by id loop
          begin
            execute 'select (' || e || ')::text from t where id = ' || r.id into v;
          exception when others then
            v := '!' || sqlstate;
          end;
          id := r.id;
          return next;
        end loop;
      end $$ language plpgsql
      """;

  private final Oracle oracle;
  private final Schema schema;
  private final List<byte[]> rows;

  /** Makes the table, with a column for each type and random rows. */
  ExpressionOracle(Oracle oracle, Random random, int rowCount) throws SQLException {
    this.oracle = oracle;
    List<String> columns = new ArrayList<>(List.of("id integer primary key"));
    for (String type : RandomExpressions.TYPES) {
      columns.add(RandomExpressions.column(type) + " " + type);
    }
    oracle.execute("create table t (" + String.join(", ", columns) + ")");
    RandomValues values = new RandomValues(random);
    for (int i = 0; i < rowCount; i++) {
      List<String> cells = new ArrayList<>(List.of(String.valueOf(i)));
      for (String type : RandomExpressions.TYPES) {
        boolean isNull = random.nextInt(6) == 0;
        cells.add(isNull ? "null" : "'" + values.value(type).replace("'", "''") + "'");
      }
      oracle.execute("insert into t values (" + String.join(", ", cells) + ")");
    }
    oracle.execute(PROBE);
    OracleTables tables = new OracleTables(oracle);
    schema = Objects.requireNonNull(tables.schemas().get("t"));
    rows = tables.rows("t", schema);
  }

  /** What PostgreSQL says, a line a row; an error is its SQLSTATE after an exclamation mark. */
  List<@Nullable String> right(String expression) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    for (List<@Nullable String> row :
        oracle.query("select v from probe('" + expression.replace("'", "''") + "')")) {
      values.add(row.getFirst());
    }
    return values;
  }

  /** What Evert says. */
  List<@Nullable String> ours(String expression) {
    CompiledView view =
        new SqlCompiler().compile("select " + expression + " as v from t", Map.of("t", schema));
    CircuitBuilder builder = new CircuitBuilder();
    Node node = view.build(builder, Map.of("t", builder.table("t", schema)));
    if (!(node instanceof Node.Map map)) {
      throw new IllegalStateException(view.explain());
    }
    List<@Nullable String> values = new ArrayList<>();
    for (byte[] row : rows) {
      values.add(value(map, row, view.schema().type(0)));
    }
    return values;
  }

  private static @Nullable String value(Node.Map map, byte[] row, Type type) {
    RowWriter out = new RowWriter();
    try {
      map.function().apply(row, 0, row.length, out);
    } catch (EvertException e) {
      return "!" + e.code().sqlState();
    }
    RowReader reader = new RowReader().set(out.buffer(), 0, out.size());
    if (!reader.isPresent()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    TextFormat.format(type, reader, text);
    if (type == Type.Simple.BOOLEAN) {
      return text.charAt(0) == 't' ? "true" : "false";
    }
    return type instanceof Type.Char ? text.toString().replaceAll(" +$", "") : text.toString();
  }
}
