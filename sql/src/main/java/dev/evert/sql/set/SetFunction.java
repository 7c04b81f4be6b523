package dev.evert.sql.set;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;

/**
 * A function that gives rows. It gives none if an argument is null.
 *
 * @param name as SQL writes it
 * @param parameters the types of the arguments
 * @param columns of the rows
 * @param rows makes them
 */
public record SetFunction(String name, List<Type> parameters, List<Result> columns, Rows rows) {
  public SetFunction {
    Objects.requireNonNull(name);
    parameters = List.copyOf(parameters);
    columns = List.copyOf(columns);
    Objects.requireNonNull(rows);
  }

  /**
   * A column of the rows.
   *
   * @param named whether the column keeps this name where the function is given another one
   */
  public record Result(String name, Type type, boolean named) {}

  /** Makes the rows of arguments, of which none is null. */
  @FunctionalInterface
  public interface Rows {

    /**
     * Makes rows.
     *
     * @param arguments stands at the first one
     * @throws dev.evert.spi.error.EvertException if the arguments have no answer
     */
    void make(RowReader arguments, SetRows out);
  }

  /** Two are equal if they are called so: names and types tell them apart. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SetFunction that
        && name.equals(that.name)
        && parameters.equals(that.parameters)
        && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, parameters, columns);
  }
}
