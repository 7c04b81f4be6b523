package dev.evert.shell.pipe;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a pipe as they were written, before anything is known about what they mean.
 *
 * @param inputs at least one
 * @param inList whether the inputs stand in parentheses
 * @param queries in order, perhaps none
 * @param sinks perhaps none
 */
record PipeSyntax(List<Input> inputs, boolean inList, List<Query> queries, List<Address> sinks) {
  PipeSyntax {
    inputs = List.copyOf(inputs);
    queries = List.copyOf(queries);
    sinks = List.copyOf(sinks);
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
}
