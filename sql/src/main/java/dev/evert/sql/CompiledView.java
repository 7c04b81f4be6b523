package dev.evert.sql;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.spi.row.Schema;
import dev.evert.sql.circuit.PlanCircuit;
import dev.evert.sql.eventtime.EventTimes;
import dev.evert.sql.eventtime.RowTimes;
import dev.evert.sql.optimize.InputColumns;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanText;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A query that was found to be maintainable.
 *
 * @param sql the query as it was given
 * @param schema the columns of its rows; the key is a unique key of them as far as one can be
 *     derived, and empty where rows may be there more than once
 * @param plan the operators
 * @param notes remarks that a person should see, as sentences
 * @param functions the names of those, beyond what is built in, that the query calls
 */
public record CompiledView(
    String sql, Schema schema, Plan plan, List<String> notes, Set<String> functions) {
  public CompiledView {
    functions = Set.copyOf(functions);
    Objects.requireNonNull(sql);
    notes = List.copyOf(notes);
    if (schema.width() != plan.width()) {
      throw new IllegalArgumentException(schema + " for a plan of " + plan.width() + " columns");
    }
  }

  /** The names of the inputs that the query reads. */
  public Set<String> inputs() {
    return Inputs.of(plan);
  }

  /**
   * Which columns of the inputs the query reads, by their names: whoever brings the rows need not
   * bring, or even decode, the others. An input of which only the number of rows matters has its
   * first column here.
   */
  public Map<String, BitSet> columns() {
    return InputColumns.of(plan);
  }

  /**
   * The view over inputs whose rows have some of the columns only.
   *
   * @param columns for each of {@link #inputs}, at least those of {@link #columns}
   */
  public CompiledView over(Map<String, BitSet> columns) {
    return new CompiledView(sql, schema, InputColumns.keep(plan, columns), notes, functions);
  }

  /**
   * Adds the view's operators to a circuit.
   *
   * @param inputs a node for each of {@link #inputs}, with rows of the schema that it was compiled
   *     for
   * @return the node whose rows are those of {@link #schema}
   */
  public Node build(CircuitBuilder builder, Map<String, Node> inputs) {
    return PlanCircuit.build(plan, builder, inputs);
  }

  /**
   * Adds the view's operators to a circuit.
   *
   * @param inputs as for {@link #build(CircuitBuilder, Map)}; the watermarks of tables among them
   *     say what operators may forget
   * @param options how the rows are shown
   * @throws dev.evert.spi.error.EvertException SQL_UNSUPPORTED if no column of the view follows the
   *     event time of the tables, and the options need one
   */
  public Node build(CircuitBuilder builder, Map<String, Node> inputs, ViewOptions options) {
    return build(builder, inputs, Map.of(), options);
  }

  /**
   * Adds the view's operators to a circuit.
   *
   * @param inputs as for {@link #build(CircuitBuilder, Map, ViewOptions)}
   * @param times how inputs that are not tables follow the time of tables: their {@link #times}
   */
  public Node build(
      CircuitBuilder builder,
      Map<String, Node> inputs,
      Map<String, RowTimes> times,
      ViewOptions options) {
    return PlanCircuit.build(plan, builder, inputs, times, options);
  }

  /**
   * How the view's rows, shown as they come, follow the time of tables.
   *
   * @param inputs and {@code times} as for {@link #build(CircuitBuilder, Map, Map, ViewOptions)}
   */
  public RowTimes times(Map<String, Node> inputs, Map<String, RowTimes> times) {
    return new RowTimes(new EventTimes(RowTimes.of(inputs, times)).of(plan));
  }

  /** The plan as text, an operator a line from the last to the first, and the notes. */
  public String explain() {
    StringBuilder out = new StringBuilder(PlanText.of(plan));
    out.append("result ").append(schema).append('\n');
    notes.forEach(note -> out.append("note: ").append(note).append('\n'));
    return out.toString();
  }
}
