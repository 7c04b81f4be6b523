package dev.evert.benchmarks.nexmark;

import dev.evert.sql.ViewOptions;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a query goes by the time of its events.
 *
 * @param watermarks whether the streams have the watermarks that Flink's tables have, so that what
 *     is behind them is forgotten
 * @param emission which rows are shown
 */
record Timing(boolean watermarks, ViewOptions emission) {
  /** State is kept for ever, and each change is shown. */
  static final Timing NONE = new Timing(false, ViewOptions.DEFAULT);

  /** In Flink, counts of hopping windows and of sessions come when those are over. */
  private static final Set<String> FINAL = Set.of("q5", "q11");

  /** Queries that are cheaper for it: the state of others is small, or none can be forgotten. */
  private static final Set<String> TIMED = Set.of("q4", "q5", "q7", "q8", "q9", "q11");

  /** How Flink goes by it. */
  static Timing of(String query) {
    return new Timing(
        TIMED.contains(query), new ViewOptions(FINAL.contains(query), OptionalLong.empty()));
  }

  /** The same, where each change is shown. */
  Timing withChanges() {
    return new Timing(watermarks, ViewOptions.DEFAULT);
  }
}
