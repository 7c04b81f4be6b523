package dev.evert.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows that could not be evaluated, and the changes that did not fit their table. An error goes
 * when its row does; misfit changes stay. As of the last publication; any thread.
 */
public interface Errors {

  /** How many there are. */
  long count();

  /** How many misfit changes were refused, ever. */
  long refusedCount();

  /** Visits errors, at most {@code limit} of them, ordered by operator. */
  void forEach(int limit, Consumer<RowError> visitor);

  /** The first error, if there is one. */
  default Optional<RowError> first() {
    List<RowError> found = new ArrayList<>();
    forEach(1, found::add);
    return found.stream().findFirst();
  }
}
