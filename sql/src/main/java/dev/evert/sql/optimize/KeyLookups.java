package dev.evert.sql.optimize;

import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the inputs of a plan of which it drops all rows but the one with a certain key: where the
 * columns of the key are compared with constants right above the only place that reads the input.
 */
public final class KeyLookups {
  private final Map<String, Integer> scans = new HashMap<>();
  private final Map<String, byte[]> keys = new HashMap<>();

  private KeyLookups() {}

  /** The keys, in {@link KeyFormat}, by the names of the inputs. */
  public static Map<String, byte[]> of(Plan plan) {
    KeyLookups lookups = new KeyLookups();
    lookups.visit(plan);
    lookups.scans.forEach((name, count) -> {
      if (count > 1) {
        lookups.keys.remove(name);
      }
    });
    return lookups.keys;
  }

  private void visit(Plan plan) {
    if (plan instanceof Plan.Scan scan) {
      scans.merge(scan.input(), 1, Integer::sum);
    }
    if (plan instanceof Plan.Filter filter) {
      find(filter);
    }
    plan.inputs().forEach(this::visit);
  }

  private void find(Plan.Filter filter) {
    int[] columns = IntStream.range(0, filter.input().width()).toArray();
    Plan below = filter.input();
    while (!(below instanceof Plan.Scan)) {
      if (below instanceof Plan.Filter another) {
        below = another.input();
      } else if (below instanceof Plan.Project project) {
        columns = Arrays.stream(columns).map(column -> source(project, column)).toArray();
        below = project.input();
      } else {
        return;
      }
    }
    Plan.Scan scan = (Plan.Scan) below;
    byte[] key = key(scan.schema(), Expressions.conjuncts(filter.condition()), columns);
    if (key != null) {
      keys.put(scan.input(), key);
    }
  }

  /** Which column of what is below a projection's column is; -1 if it is computed. */
  private static int source(Plan.Project project, int column) {
    return column >= 0 && project.expressions().get(column) instanceof Expression.Column plain
        ? plain.index()
        : -1;
  }

  private static byte @Nullable [] key(Schema schema, List<Expression> conditions, int[] columns) {
    if (!schema.keyed()) {
      return null;
    }
    RowWriter key = new RowWriter();
    for (int wanted : schema.key()) {
      byte[] field = constant(schema.type(wanted), wanted, conditions, columns);
      if (field == null) {
        return null;
      }
      KeyFormat.copy(schema.type(wanted), new RowReader().set(field, 0, field.length), key);
    }
    return key.toBytes();
  }

  /** What a column has to be equal to. */
  private static byte @Nullable [] constant(
      Type type, int wanted, List<Expression> conditions, int[] columns) {
    for (Expression condition : conditions) {
      if (condition instanceof Expression.Compare compare
          && compare.comparison() == Comparison.EQUAL) {
        List<Expression> sides = new ArrayList<>(compare.operands());
        if (sides.getFirst() instanceof Expression.Literal) {
          sides = sides.reversed();
        }
        if (sides.getFirst() instanceof Expression.Column column
            && columns[column.index()] == wanted
            && sides.getLast() instanceof Expression.Literal literal
            && literal.field() != null
            && isAlike(type.base(), literal.type().base())) {
          return literal.field();
        }
      }
    }
    return null;
  }

  /** Whether equal values of two types are laid out alike in keys. */
  private static boolean isAlike(Type column, Type constant) {
    return column.equals(constant)
        || (column instanceof Type.Text && constant instanceof Type.Text)
        || (column instanceof Type.Numeric && constant instanceof Type.Numeric);
  }
}
