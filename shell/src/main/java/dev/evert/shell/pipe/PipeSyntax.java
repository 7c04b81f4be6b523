package dev.evert.shell.pipe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of a pipe as they were written, before anything is known about what they mean.
 *
 * @param inputs at least one
 * @param inList whether the inputs stand in parentheses
 * @param queries before the first program, in order, perhaps none
 * @param programs in order, perhaps none
 * @param sinks perhaps none
 */
record PipeSyntax(
    List<Input> inputs,
    boolean inList,
    List<Query> queries,
    List<Program> programs,
    List<Address> sinks) {
  PipeSyntax {
    inputs = List.copyOf(inputs);
    queries = List.copyOf(queries);
    programs = List.copyOf(programs);
    sinks = List.copyOf(sinks);
  }

  /** All queries, in order. */
  List<Query> allQueries() {
    return Stream.concat(
            queries.stream(), programs.stream().flatMap(program -> program.queries().stream()))
        .toList();
  }

  /** A source, and the name that queries call it by, if one is given. */
  record Input(Address address, Optional<Name> name) {}

  /**
   * A name.
   *
   * @param text in lower case, unless it was quoted
   */
  record Name(String text, Span span) {}

  /**
   * A query.
   *
   * @param sql as it was written, without the blanks around it
   */
  record Query(String sql, Span span) {}

  /**
   * A program's command.
   *
   * @param words without their quotes
   * @param columns the words of SQL between the parentheses, or empty
   * @param columnsFrom where they begin
   */
  record Command(List<String> words, String columns, int columnsFrom, Span span) {
    Command {
      words = List.copyOf(words);
    }
  }

  /** A program, and the queries that follow on it. */
  record Program(Command command, List<Query> queries) {}
}
