package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Binds rows that are written down, each column brought to one type. */
final class ValuesBinder {
  private final ExpressionBinder binder;
  private final Place place;

  ValuesBinder(ExpressionBinder binder, Place place) {
    this.binder = binder;
    this.place = place;
  }

  Plan bind(List<List<Syntax>> rows) {
    List<List<Expression>> bound =
        rows.stream().map(row -> row.stream().map(binder::bind).toList()).toList();
    int width = rows.getFirst().size();
    List<Field> fields = new ArrayList<>();
    List<List<Expression>> converted = new ArrayList<>();
    rows.forEach(_ -> converted.add(new ArrayList<>()));
    for (int column = 0; column < width; column++) {
      int at = column;
      Type type =
          CommonType.of(bound.stream().map(row -> row.get(at)).toList())
              .orElseThrow(() ->
                  place.type(
                      rows.getLast().get(at).span(),
                      "values types of column " + (at + 1) + " cannot be matched"));
      boolean nullable = false;
      for (int row = 0; row < rows.size(); row++) {
        Expression value =
            binder
                .coercion()
                .implicit(bound.get(row).get(column), type, rows.get(row).get(column).span());
        nullable |= value.nullable();
        converted.get(row).add(value);
      }
      fields.add(new Field("column" + (column + 1), type, nullable));
    }
    return new Plan.Values(fields, converted);
  }
}
