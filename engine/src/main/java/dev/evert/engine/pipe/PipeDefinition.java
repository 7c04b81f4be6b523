package dev.evert.engine.pipe;

import dev.evert.engine.program.Program;
import dev.evert.spi.uri.StoreUri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pipe: inputs, queries one after the other, and the sinks that the last result goes to.
 *
 * @param name letters, digits and underscores: names the pipe's streams and what its connectors
 *     make
 * @param inputs at least one
 * @param queries each reads what the one before it gives, by the name {@link #INPUT}; the first
 *     reads the inputs by their names. Without queries the only input goes to the sinks as it is
 * @param programs each makes other rows of what the stage before it gives, oldest first
 * @param sinks at least one, each another
 */
public record PipeDefinition(
    String name,
    List<Input> inputs,
    List<String> queries,
    List<ProgramStage> programs,
    List<StoreUri> sinks) {
  /** What a query calls the stage before it, and the only input if it has no other name. */
  public static final String INPUT = "input";

  /** The most inputs, and the most sinks. */
  public static final int MAX_STAGES = 64;

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,48}");

  /** A pipe without programs. */
  public PipeDefinition(
      String name, List<Input> inputs, List<String> queries, List<StoreUri> sinks) {
    this(name, inputs, queries, List.of(), sinks);
  }

  public PipeDefinition {
    Objects.requireNonNull(name);
    inputs = List.copyOf(inputs);
    queries = List.copyOf(queries);
    programs = List.copyOf(programs);
    sinks = List.copyOf(sinks);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a pipe's name matches " + NAME + ", got " + name);
    }
    requireCount("inputs", inputs.size());
    requireCount("sinks", sinks.size());
    if (programs.size() >= MAX_STAGES) {
      throw new IllegalArgumentException(programs.size() + " programs");
    }
    Set<String> names = new HashSet<>();
    for (Input input : inputs) {
      if (!names.add(input.name())) {
        throw new IllegalArgumentException("two inputs are named " + input.name());
      }
    }
    Set<String> targets = new HashSet<>();
    for (StoreUri sink : sinks) {
      if (!targets.add(sink.toString())) {
        throw new IllegalArgumentException("two sinks are " + sink);
      }
    }
    if (queries.isEmpty() && inputs.size() > 1) {
      throw new IllegalArgumentException("several inputs need a query that combines them");
    }
  }

  private static void requireCount(String what, int count) {
    if (count < 1 || count > MAX_STAGES) {
      throw new IllegalArgumentException(what + ": 1 to " + MAX_STAGES + ", got " + count);
    }
  }

  /**
   * The parts between which programs stand, the first one first: the rows that go into a program
   * are the view of the part before it, its answers the table of the part after it.
   */
  public List<PipeDefinition> parts() {
    List<PipeDefinition> parts = new ArrayList<>();
    List<Input> from = inputs;
    List<String> how = queries;
    for (ProgramStage stage : programs) {
      parts.add(
          new PipeDefinition(part(name, parts.size()), from, how, List.of(stage.program().uri())));
      from = List.of(Input.of(stage.program()));
      how = stage.queries();
    }
    parts.add(new PipeDefinition(part(name, parts.size()), from, how, sinks));
    return parts;
  }

  /**
   * What a part is called: the first one as the pipe, whose name outside stores may know.
   *
   * @param number from 0
   */
  public static String part(String pipe, int number) {
    return number == 0 ? pipe : pipe + "_" + (number + 1);
  }

  /**
   * A table that a pipe reads.
   *
   * @param name what queries call it
   * @param program whose answers it holds, if it is not an outside one
   */
  public record Input(String name, StoreUri uri, Optional<Program> program) {
    public Input {
      Objects.requireNonNull(name);
      Objects.requireNonNull(uri);
      Objects.requireNonNull(program);
    }

    /** A table of an outside store. */
    public Input(String name, StoreUri uri) {
      this(name, uri, Optional.empty());
    }

    /** The answers of a program. */
    static Input of(Program program) {
      return new Input(INPUT, program.uri(), Optional.of(program));
    }
  }

  /**
   * A program, and the queries that follow on it.
   *
   * @param queries each reads what the one before it gives, the first one the program's rows
   */
  public record ProgramStage(Program program, List<String> queries) {
    public ProgramStage {
      Objects.requireNonNull(program);
      queries = List.copyOf(queries);
    }
  }
}
