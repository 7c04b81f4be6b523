package dev.evert.engine.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The definitions that were refused up to a position of the log.
 *
 * @param count how many
 * @param last the last of them, oldest first, at most {@value #MOST_KEPT}
 */
record Refusals(long count, List<RefusedDefinition> last) {
  /** None. */
  static final Refusals NONE = new Refusals(0, List.of());

  private static final int MOST_KEPT = 100;

  Refusals {
    last = List.copyOf(last);
  }

  /** These and one more. */
  Refusals with(RefusedDefinition refused) {
    List<RefusedDefinition> all = new ArrayList<>(last);
    all.add(refused);
    return new Refusals(count + 1, all.subList(Math.max(0, all.size() - MOST_KEPT), all.size()));
  }

  /** The one at a position, if it is among the last. */
  Optional<RefusedDefinition> at(long position) {
    return last.stream().filter(refused -> refused.position() == position).findFirst();
  }
}
