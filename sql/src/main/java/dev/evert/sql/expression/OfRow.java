package dev.evert.sql.expression;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** An expression that makes a row that is a value, or takes one apart. */
public sealed interface OfRow extends Expression {

  /** A row of the operands. */
  record Made(Type.Row type, List<Expression> operands) implements OfRow {
    public Made {
      operands = List.copyOf(operands);
      if (operands.size() != type.fields().size()) {
        throw new IllegalArgumentException(type.sql() + " of " + operands.size() + " values");
      }
      for (int i = 0; i < operands.size(); i++) {
        Form.require(type.types().get(i), operands.get(i));
      }
    }

    @Override
    public boolean nullable() {
      return false;
    }
  }

  /** A field of a row; null where the row is. */
  record Field(Expression row, int index) implements OfRow {
    public Field {
      Objects.checkIndex(index, rowType(row).fields().size());
    }

    /** The type of the row. */
    public Type.Row rowType() {
      return rowType(row);
    }

    private static Type.Row rowType(Expression row) {
      if (row.type().base() instanceof Type.Row type) {
        return type;
      }
      throw new IllegalArgumentException("a field of " + row.type().sql());
    }

    @Override
    public Type type() {
      return rowType().types().get(index);
    }

    @Override
    public boolean nullable() {
      return true;
    }

    @Override
    public List<Expression> operands() {
      return List.of(row);
    }
  }

  /** A field of a row: what it was made of where the row is made here. */
  static Expression field(Expression row, int index) {
    return switch (row) {
      case Made made -> made.operands().get(index);
      case Case choice ->
          new Case(
              choice.branches().stream()
                  .map(b -> new Branch(b.condition(), field(b.result(), index)))
                  .toList(),
              field(choice.otherwise(), index));
      case Literal literal when literal.field() == null ->
          Expressions.ofNull(new Field(row, index).type());
      case Expression _ -> new Field(row, index);
    };
  }

  /** All fields of a row. */
  static List<Expression> fields(Expression row) {
    Type.Row type = (Type.Row) row.type().base();
    return IntStream.range(0, type.fields().size()).mapToObj(i -> field(row, i)).toList();
  }
}
