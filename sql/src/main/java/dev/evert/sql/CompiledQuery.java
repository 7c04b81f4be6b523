package dev.evert.sql;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.spi.row.Schema;
import dev.evert.sql.circuit.OrderedCircuit;
import dev.evert.sql.circuit.PlanCircuit;
import dev.evert.sql.optimize.KeyLookups;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanText;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A query that is answered once.
 *
 * @param schema the columns of its rows; rows may be there more than once
 * @param plan the operators
 */
public record CompiledQuery(Schema schema, Plan plan) {
  public CompiledQuery {
    Objects.requireNonNull(schema);
    Objects.requireNonNull(plan);
  }

  /** The names of the inputs that the query reads. */
  public Set<String> inputs() {
    return Inputs.of(plan);
  }

  /**
   * The inputs of which the query needs no row but the one with a key, and these keys, in {@link
   * dev.evert.spi.row.KeyFormat}.
   */
  public Map<String, byte[]> keys() {
    return KeyLookups.of(plan);
  }

  /** Whether the rows that {@link #build} gives begin with a field to order them by. */
  public boolean isOrdered() {
    return OrderedCircuit.isOrdered(plan);
  }

  /**
   * Adds the query's operators to a circuit.
   *
   * @param inputs a node for each of {@link #inputs}
   * @return the node whose rows are those of {@link #schema}, after a bytea by which they are in
   *     order if the query {@link #isOrdered}
   */
  public Node build(CircuitBuilder builder, Map<String, Node> inputs) {
    return isOrdered()
        ? OrderedCircuit.build(plan, builder, inputs)
        : PlanCircuit.build(plan, builder, inputs);
  }

  /**
   * The plan as text, an operator a line from the last to the first, and which inputs are not read
   * as a whole.
   */
  public String explain() {
    StringBuilder text = new StringBuilder(PlanText.of(plan));
    keys().keySet().stream()
        .sorted()
        .forEach(input -> text.append("one row of ").append(input).append(", by its key\n"));
    return text.toString();
  }
}
