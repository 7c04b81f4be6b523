package dev.evert.sql.plan;

import dev.evert.dataflow.Node.Top.Extent;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Form;
import dev.evert.sql.expression.KeyForms;
import dev.evert.sql.expression.Subplan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a view is made by. Columns of expressions are those of the plan's inputs, in their order.
 */
public sealed interface Plan extends Subplan
    permits Plan.Scan,
        Plan.Values,
        Plan.Filter,
        Plan.Project,
        Plan.Join,
        Plan.Aggregate,
        GroupingSets,
        Plan.Distinct,
        Plan.UnionAll,
        Plan.Top,
        Apply,
        Expand,
        Window,
        Sessions,
        Asof,
        Recursion,
        RecursiveScan,
        SetOperation {

  /** The columns of the rows that it gives. */
  List<Field> fields();

  /** The plans whose rows it takes. */
  List<Plan> inputs();

  /** The number of columns. */
  default int width() {
    return fields().size();
  }

  /** The column at {@code index} as an expression. */
  default Expression.Column column(int index) {
    return fields().get(index).at(index);
  }

  /** All columns as expressions, in order. */
  default List<Expression> columns() {
    return IntStream.range(0, width()).mapToObj(i -> (Expression) column(i)).toList();
  }

  /** The rows of an input: a table or another view. */
  record Scan(String input, Schema schema) implements Plan {
    public Scan {
      Objects.requireNonNull(input);
      Objects.requireNonNull(schema);
    }

    @Override
    public List<Field> fields() {
      return schema.columns().stream()
          .map(column -> new Field(column.name(), column.type(), column.nullable()))
          .toList();
    }

    @Override
    public List<Plan> inputs() {
      return List.of();
    }
  }

  /** Rows that are written down in the query. */
  record Values(List<Field> fields, List<List<Expression>> rows) implements Plan {
    public Values {
      fields = List.copyOf(fields);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<Expression> row : rows) {
        if (row.size() != fields.size()) {
          throw new IllegalArgumentException(row.size() + " values, " + fields.size() + " columns");
        }
        for (int i = 0; i < row.size(); i++) {
          Form.require(fields.get(i).type(), row.get(i));
          Columns.requireBelow(0, row.get(i));
        }
      }
    }

    @Override
    public List<Plan> inputs() {
      return List.of();
    }
  }

  /** The rows of which a condition is true. */
  record Filter(Plan input, Expression condition) implements Plan {
    public Filter {
      Form.require(Type.Simple.BOOLEAN, condition);
      Columns.requireBelow(input.width(), condition);
    }

    @Override
    public List<Field> fields() {
      return input.fields();
    }

    @Override
    public List<Plan> inputs() {
      return List.of(input);
    }
  }

  /** A row for each row, of one expression a column. */
  record Project(Plan input, List<Expression> expressions, List<String> names) implements Plan {
    public Project {
      expressions = List.copyOf(expressions);
      names = List.copyOf(names);
      if (expressions.isEmpty() || expressions.size() != names.size()) {
        throw new IllegalArgumentException(
            expressions.size() + " expressions, " + names.size() + " names");
      }
      for (Expression expression : expressions) {
        Columns.requireBelow(input.width(), expression);
      }
    }

    @Override
    public List<Field> fields() {
      return IntStream.range(0, names.size())
          .mapToObj(i ->
              new Field(names.get(i), expressions.get(i).type(), expressions.get(i).nullable()))
          .toList();
    }

    @Override
    public List<Plan> inputs() {
      return List.of(input);
    }
  }

  /**
   * Pairs of rows whose keys are equal and of which the residual condition is true, or rows that
   * have such a partner or have none: see {@link JoinType}.
   *
   * @param residual over the columns of both, those of the right after those of the left
   */
  record Join(JoinType kind, Plan left, Plan right, List<Key> keys, @Nullable Expression residual)
      implements Plan {
    public Join {
      Objects.requireNonNull(kind);
      keys = List.copyOf(keys);
      for (Key key : keys) {
        Columns.requireBelow(left.width(), key.left());
        Columns.requireBelow(right.width(), key.right());
      }
      if (residual != null) {
        Form.require(Type.Simple.BOOLEAN, residual);
        Columns.requireBelow(left.width() + right.width(), residual);
      }
    }

    /** What has to be equal in a pair of rows; each side over its own columns. */
    public record Key(Expression left, Expression right, boolean nullSafe) {
      public Key {
        if (!KeyForms.alike(left.type(), right.type())) {
          throw new IllegalArgumentException(left.type().sql() + " = " + right.type().sql());
        }
      }
    }

    @Override
    public List<Field> fields() {
      List<Field> fields = new ArrayList<>();
      left.fields().forEach(field -> fields.add(optional(field, kind == JoinType.FULL)));
      if (kind.pairs()) {
        right.fields().forEach(field -> fields.add(optional(field, kind.optionalRight())));
      }
      return fields;
    }

    private static Field optional(Field field, boolean absent) {
      return new Field(field.name(), field.type(), field.nullable() || absent);
    }

    @Override
    public List<Plan> inputs() {
      return List.of(left, right);
    }
  }

  /**
   * A row for each group of rows with equal group columns: those columns, then the measures.
   * Without group columns there is one group, also if there is no row.
   */
  record Aggregate(Plan input, List<Expression> groups, List<Measure> measures) implements Plan {
    public Aggregate {
      groups = List.copyOf(groups);
      measures = List.copyOf(measures);
      if (groups.isEmpty() && measures.isEmpty()) {
        throw new IllegalArgumentException("neither groups nor measures");
      }
      for (Expression group : groups) {
        Columns.requireBelow(input.width(), group);
      }
      for (Measure measure : measures) {
        measure.expressions().forEach(e -> Columns.requireBelow(input.width(), e));
      }
    }

    /** Whether there is one group for all rows. */
    public boolean global() {
      return groups.isEmpty();
    }

    @Override
    public List<Field> fields() {
      Stream<Field> keys =
          groups.stream().map(group -> new Field("group", group.type(), group.nullable()));
      return Stream.concat(keys, measures.stream().map(measure -> measure.field(global())))
          .toList();
    }

    @Override
    public List<Plan> inputs() {
      return List.of(input);
    }
  }

  /** Each row once. */
  record Distinct(Plan input) implements Plan {
    public Distinct {
      Objects.requireNonNull(input);
    }

    @Override
    public List<Field> fields() {
      return input.fields();
    }

    @Override
    public List<Plan> inputs() {
      return List.of(input);
    }
  }

  /** All rows of all inputs, equal ones counted each. */
  record UnionAll(List<Plan> inputs) implements Plan {
    public UnionAll {
      inputs = List.copyOf(inputs);
      for (Plan input : inputs) {
        if (!types(input).equals(types(inputs.getFirst()))) {
          throw new IllegalArgumentException(types(input) + " in a union");
        }
      }
    }

    private static List<Type> types(Plan plan) {
      return plan.fields().stream().map(Field::type).toList();
    }

    @Override
    public List<Field> fields() {
      List<Field> first = inputs.getFirst().fields();
      return IntStream.range(0, first.size())
          .mapToObj(i -> {
            boolean nullable = inputs.stream().anyMatch(input -> input.fields().get(i).nullable());
            return new Field(first.get(i).name(), first.get(i).type(), nullable);
          })
          .toList();
    }
  }

  /**
   * The rows at the places {@code offset} to {@code offset + limit} in an order, of each of the
   * parts whose rows are equal in the partition's expressions.
   *
   * @param extent whether rows or values are counted, and whether equal ones follow the last row
   */
  record Top(
      Plan input,
      List<Expression> partition,
      List<Sort> order,
      long offset,
      long limit,
      Extent extent)
      implements Plan {
    public Top {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
      Objects.requireNonNull(extent);
      partition.forEach(expression -> Columns.requireBelow(input.width(), expression));
      if (offset < 0 || limit < 0) {
        throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
      }
      for (Sort sort : order) {
        Columns.requireBelow(input.width(), sort.expression());
      }
    }

    /** The rows over another input. */
    public Top over(Plan other) {
      return new Top(other, partition, order, offset, limit, extent);
    }

    /** The rows over another input, with a rule applied to each expression. */
    public Top map(Plan other, UnaryOperator<Expression> rule) {
      return new Top(
          other,
          partition.stream().map(rule).toList(),
          order.stream().map(sort -> sort.map(rule)).toList(),
          offset,
          limit,
          extent);
    }

    @Override
    public List<Field> fields() {
      return input.fields();
    }

    @Override
    public List<Plan> inputs() {
      return List.of(input);
    }
  }

  /** A value to order rows by. */
  record Sort(Expression expression, boolean descending, boolean nullsFirst) {
    public Sort {
      Objects.requireNonNull(expression);
    }

    /** The same order of what a rule makes of the expression. */
    public Sort map(UnaryOperator<Expression> rule) {
      return new Sort(rule.apply(expression), descending, nullsFirst);
    }
  }
}
