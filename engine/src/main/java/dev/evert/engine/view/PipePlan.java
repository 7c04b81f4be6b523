package dev.evert.engine.view;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeDefinition.Input;
import dev.evert.engine.program.Program;
import dev.evert.engine.program.ProgramRows;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The queries of a pipe, compiled one over the other. */
public final class PipePlan {
  /** What the circuit calls the pipe's result. */
  public static final String VIEW = "view";

  private final PipeDefinition definition;
  private final List<Schema> inputs;
  private final List<CompiledView> stages;

  private PipePlan(PipeDefinition definition, List<Schema> inputs, List<CompiledView> stages) {
    this.definition = definition;
    this.inputs = inputs;
    this.stages = stages;
  }

  /**
   * Compiles a pipe's queries.
   *
   * @param inputs the schema of each input
   * @throws EvertException if a query can not be maintained, with its place and its number as the
   *     failure's part
   */
  public static PipePlan of(PipeDefinition definition, List<Schema> inputs) {
    SqlCompiler compiler = new SqlCompiler();
    List<CompiledView> stages = new ArrayList<>();
    Map<String, Schema> names = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      names.put(definition.inputs().get(i).name(), read(definition.inputs().get(i), inputs.get(i)));
    }
    for (String query : definition.queries()) {
      CompiledView stage = compile(compiler, query, names, stages.size());
      stages.add(stage);
      names = Map.of(PipeDefinition.INPUT, stage.schema());
    }
    return new PipePlan(definition, List.copyOf(inputs), stages);
  }

  /** What queries see of an input: of a program's answers the rows in them. */
  private static Schema read(Input input, Schema table) {
    return input.program().map(Program::schema).orElse(table);
  }

  private static CompiledView compile(
      SqlCompiler compiler, String query, Map<String, Schema> names, int number) {
    try {
      return compiler.compile(query, names);
    } catch (EvertException e) {
      throw e.inPart(number);
    }
  }

  /** The schemas of the inputs. */
  public List<Schema> inputs() {
    return inputs;
  }

  /** The same queries over inputs with other columns. */
  public PipePlan over(List<Schema> others) {
    return of(definition, others);
  }

  /** The columns and key of the result. */
  public Schema schema() {
    return stages.isEmpty()
        ? read(definition.inputs().getFirst(), inputs.getFirst())
        : stages.getLast().schema();
  }

  /** Adds the pipe's tables, operators and output to a circuit. */
  public void build(CircuitBuilder circuit) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      Input input = definition.inputs().get(i);
      Node.Table table = circuit.table(table(i), inputs.get(i));
      nodes.put(input.name(), rows(circuit, table, input));
    }
    Node last = nodes.values().iterator().next();
    for (CompiledView stage : stages) {
      last = stage.build(circuit, nodes);
      nodes = Map.of(PipeDefinition.INPUT, last);
    }
    circuit.output(VIEW, last, schema());
  }

  private static Node rows(CircuitBuilder circuit, Node.Table table, Input input) {
    return input
        .program()
        .map(program -> circuit.flatMap(table, new ProgramRows(program), program.text()))
        .orElse(table);
  }

  /** What queries call an input. */
  public String inputName(int input) {
    return definition.inputs().get(input).name();
  }

  /** What the circuit calls the table of an input. */
  public static String table(int input) {
    return "table " + input;
  }

  /** The stages in words, one operator a line. */
  public String explain() {
    StringBuilder out = new StringBuilder();
    for (CompiledView stage : stages) {
      out.append(stage.explain());
    }
    return out.toString();
  }
}
