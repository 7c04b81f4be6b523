package dev.evert.sql.function;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import dev.evert.sql.set.SetFunction;
import dev.evert.sql.set.SetRows;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A method that gives rows: an {@link Iterable} or a {@link Stream}, of {@link List}s or arrays of
 * values; of the values themselves where rows have one column.
 */
record JavaRows(JavaMethod method, List<Type> parameters, List<SetFunction.Result> columns)
    implements SetFunction.Rows {

  @Override
  public void make(RowReader arguments, SetRows out) {
    Object[] forms = new Object[parameters.size()];
    for (int i = 0; i < forms.length; i++) {
      Object form = FieldForms.read(parameters.get(i), arguments);
      if (form == null) {
        throw new IllegalArgumentException("a null argument");
      }
      forms[i] = form;
    }
    method.guarded(() -> {
      give(method.call(forms), out);
      return null;
    });
  }

  private void give(@Nullable Object given, SetRows out) {
    switch (given) {
      case null -> {}
      case Iterable<?> rows -> rows.forEach(row -> put(row, out));
      case Stream<?> rows -> rows(rows, out);
      case Object other -> throw failed("it gave a " + other.getClass().getName());
    }
  }

  private void rows(Stream<?> rows, SetRows out) {
    try (rows) {
      Iterator<?> each = rows.iterator();
      while (each.hasNext()) {
        put(each.next(), out);
      }
    }
  }

  private void put(@Nullable Object row, SetRows out) {
    List<?> values = values(row);
    if (values.size() != columns.size()) {
      throw failed("it gave a row of " + values.size() + " values for " + columns.size());
    }
    for (int i = 0; i < values.size(); i++) {
      Type type = columns.get(i).type();
      FieldForms.write(type, JavaValues.toForm(type, values.get(i)), out.writer());
    }
    out.end();
  }

  private List<?> values(@Nullable Object row) {
    return switch (row) {
      case List<?> list when columns.size() > 1 -> list;
      case Object[] array when columns.size() > 1 -> Arrays.asList(array);
      case null -> Collections.singletonList(null);
      case Object value -> List.of(value);
    };
  }

  private static EvertException failed(String what) {
    return new EvertException(ErrorCode.FUNCTION_FAILED, what + ", not rows that were declared");
  }
}
