package dev.evert.dataflow;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Views under test over the tables {@code a}, {@code b} (keyed) and {@code c} (a multiset). */
final class Plans {
  static final Type.Simple INT8 = Type.Simple.INT8;
  static final Type TEXT = Type.Text.ANY;

  static final Schema A = schema(true, "id", INT8, "k", INT8, "v", INT8, "s", TEXT);
  static final Schema B = schema(true, "id", INT8, "k", INT8, "w", INT8);
  static final Schema C = schema(false, "k", INT8, "s", TEXT);
  static final Map<String, Schema> TABLES = Map.of("a", A, "b", B, "c", C);

  private Plans() {}

  /** A schema of nullable columns, with the first one as the key or without a key. */
  static Schema schema(boolean keyed, Object... namesAndTypes) {
    ArrayList<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(Column.nullable((String) namesAndTypes[i], (Type) namesAndTypes[i + 1]));
    }
    return new Schema(columns, keyed ? List.of(0) : List.of());
  }

  /** A plan of two functions. */
  record Simple(
      String name,
      Schema schema,
      BiFunction<CircuitBuilder, Map<String, Node>, Node> builds,
      Function<Map<String, Model>, Model> computes)
      implements Plan {
    @Override
    public Node build(CircuitBuilder builder, Map<String, Node> tables) {
      return builds.apply(builder, tables);
    }

    @Override
    public Model compute(Map<String, Model> tables) {
      return computes.apply(tables);
    }
  }

  static Node node(Map<String, Node> tables, String name) {
    return Objects.requireNonNull(tables.get(name));
  }

  static Model model(Map<String, Model> tables, String name) {
    return Objects.requireNonNull(tables.get(name));
  }

  static RowFunction function(
      Schema in, Function<List<@Nullable Object>, List<@Nullable Object>> function) {
    return (bytes, from, to, out) ->
        function
            .apply(Rows.decode(in.types(), bytes, from, to))
            .forEach(value -> Rows.put(out, value));
  }

  static RowPredicate predicate(Schema in, Predicate<List<@Nullable Object>> condition) {
    return (bytes, from, to) -> condition.test(Rows.decode(in.types(), bytes, from, to));
  }

  static JoinKey key(Schema schema, int column) {
    return JoinKey.columns(schema.types(), column);
  }

  static PairPredicate pairs(
      Schema left,
      Schema right,
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition) {
    return (l, lf, lt, r, rf, rt) ->
        condition.test(Rows.decode(left.types(), l, lf, lt), Rows.decode(right.types(), r, rf, rt));
  }

  /** All columns of both; nulls for an unmatched right row. */
  static PairFunction both(Schema left, Schema right) {
    return (l, lf, lt, r, rf, rt, out) -> {
      RowReader reader = new RowReader().set(l, lf, lt);
      left.types().forEach(type -> Rows.put(out, Rows.read(type, reader)));
      reader.set(r, rf, rt);
      right.types().forEach(type -> Rows.put(out, rf == rt ? null : Rows.read(type, reader)));
    };
  }

  static Schema both(String prefix, Schema left, Schema right, boolean keyed) {
    ArrayList<Column> columns = new ArrayList<>();
    left.columns().forEach(c -> columns.add(Column.nullable(prefix + "l" + c.name(), c.type())));
    right.columns().forEach(c -> columns.add(Column.nullable(prefix + "r" + c.name(), c.type())));
    return new Schema(columns, keyed ? List.of(0) : List.of());
  }

  static Model join(
      Model left,
      int leftKey,
      Model right,
      int rightKey,
      boolean outer,
      int rightWidth,
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition) {
    Model joined = new Model();
    left.forEach((l, lw) -> {
      boolean[] matched = {false};
      right.forEach((r, rw) -> {
        Object key = l.get(leftKey);
        if (key != null && key.equals(r.get(rightKey)) && condition.test(l, r)) {
          matched[0] = true;
          joined.add(concat(l, r), lw * rw);
        }
      });
      if (outer && !matched[0]) {
        joined.add(concat(l, Collections.nCopies(rightWidth, null)), lw);
      }
    });
    return joined;
  }

  static List<@Nullable Object> concat(
      List<@Nullable Object> left, List<? extends @Nullable Object> right) {
    ArrayList<@Nullable Object> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  /** A join of two tables by a column of each. */
  static Plan join(
      String name,
      String left,
      int leftKey,
      String right,
      int rightKey,
      JoinKind kind,
      boolean residual) {
    Schema l = Objects.requireNonNull(TABLES.get(left));
    Schema r = Objects.requireNonNull(TABLES.get(right));
    BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition =
        residual
            ? (x, y) -> x.getLast() != null && Objects.hash(x.getLast(), y.getLast()) % 3 == 0
            : (_, _) -> true;
    return new Simple(
        name,
        both("", l, r, false),
        (builder, nodes) ->
            builder.join(
                node(nodes, left),
                key(l, leftKey),
                node(nodes, right),
                key(r, rightKey),
                kind,
                residual ? pairs(l, r, condition) : null,
                both(l, r),
                name),
        tables ->
            join(
                model(tables, left),
                leftKey,
                model(tables, right),
                rightKey,
                kind == JoinKind.LEFT,
                r.width(),
                condition));
  }

  static EvertException failure() {
    return new EvertException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
  }
}
