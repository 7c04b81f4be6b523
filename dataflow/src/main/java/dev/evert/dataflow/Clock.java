package dev.evert.dataflow;

import java.util.List;

/** What tells a circuit the time: in microseconds since 2000-01-01 00:00 UTC, never backwards. */
public sealed interface Clock {
  /** What a clock says that was not set yet. */
  long BEGINNING = Long.MIN_VALUE;

  /** The time that the circuit was told last: {@link Circuit#advanceTo}. */
  record Now() implements Clock {}

  /** The least of the watermarks of tables. */
  record OfTables(List<String> tables) implements Clock {
    public OfTables {
      tables = tables.stream().distinct().sorted().toList();
      if (tables.isEmpty()) {
        throw new IllegalArgumentException("a watermark of no table");
      }
    }
  }
}
