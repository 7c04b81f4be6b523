package dev.evert.sql.plan;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Each left row with the one right row that is nearest to it in time, among those with equal keys.
 *
 * @param outer whether a left row for which there is none stays, with nulls
 * @param place of a left row, over its own columns
 * @param comparison of the left row's place with that of the right row: one is greater or less
 * @param rightPlace of a right row, over its own columns
 */
public record Asof(
    boolean outer,
    Plan left,
    Plan right,
    List<Plan.Join.Key> keys,
    Expression place,
    Comparison comparison,
    Expression rightPlace)
    implements Plan {
  public Asof {
    keys = List.copyOf(keys);
    for (Plan.Join.Key key : keys) {
      Columns.requireBelow(left.width(), key.left());
      Columns.requireBelow(right.width(), key.right());
    }
    Columns.requireBelow(left.width(), place);
    Columns.requireBelow(right.width(), rightPlace);
    if (comparison == Comparison.EQUAL
        || comparison == Comparison.NOT_EQUAL
        || placeBytes(place.type()).isEmpty()
        || !placeBytes(place.type()).equals(placeBytes(rightPlace.type()))) {
      throw new IllegalArgumentException(
          place.type().sql() + " " + comparison.sql() + " " + rightPlace.type().sql());
    }
  }

  /** How long a place of a type is in the key of a row; empty if its length differs. */
  public static OptionalInt placeBytes(Type type) {
    return type.base() instanceof Type.Simple simple
        ? switch (simple) {
          case INT2 -> OptionalInt.of(1 + Short.BYTES);
          case INT4, DATE -> OptionalInt.of(1 + Integer.BYTES);
          case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> OptionalInt.of(1 + Long.BYTES);
          case BOOLEAN, FLOAT4, FLOAT8, TIMETZ, INTERVAL, BYTEA, UUID, JSON, JSONB ->
              OptionalInt.empty();
        }
        : OptionalInt.empty();
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>(left.fields());
    for (Field field : right.fields()) {
      fields.add(new Field(field.name(), field.type(), field.nullable() || outer));
    }
    return fields;
  }

  @Override
  public List<Plan> inputs() {
    return List.of(left, right);
  }

  /** The same over other inputs, with a rule applied to each expression. */
  public Asof map(Plan otherLeft, Plan otherRight, UnaryOperator<Expression> rule) {
    return new Asof(
        outer,
        otherLeft,
        otherRight,
        keys.stream()
            .map(k -> new Plan.Join.Key(rule.apply(k.left()), rule.apply(k.right()), k.nullSafe()))
            .toList(),
        rule.apply(place),
        comparison,
        rule.apply(rightPlace));
  }
}
