package dev.evert.sql;

import java.util.OptionalLong;

/**
 * How a view shows the rows of its query.
 *
 * @param emitsFinal a row is shown once it can not change any more, behind the watermarks of the
 *     tables that it is made of; else at once, and it changes with them
 * @param retainMicros a row is shown until its time is so much behind the watermarks; else for ever
 */
public record ViewOptions(boolean emitsFinal, OptionalLong retainMicros) {
  /** Rows are shown at once and for ever. */
  public static final ViewOptions DEFAULT = new ViewOptions(false, OptionalLong.empty());

  public ViewOptions {
    if (retainMicros.isPresent() && retainMicros.getAsLong() < 0) {
      throw new IllegalArgumentException("retain " + retainMicros.getAsLong());
    }
  }
}
