package dev.evert.spi.sink;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of the row with one key. Rows and keys are in {@link dev.evert.spi.row.RowFormat}, by
 * the view's schema; their arrays are not to be written to.
 *
 * @param key the key's fields in the key's order; in a view without key: the row followed by an
 *     int8 that numbers equal rows from 0
 * @param before the row that was there, if any
 * @param after the row that is there now, if any
 * @param version grows with each change of this key, and is at most the batch's
 * @param position of the latest event that brought the change about, as a token
 * @param operation the operation id of that event, if it has one
 */
public record SinkChange(
    byte[] key,
    byte @Nullable [] before,
    byte @Nullable [] after,
    long version,
    String position,
    @Nullable UUID operation) {

  /** Written out, as the compiler loses the parameters' nullness in the short form. */
  public SinkChange(
      byte[] key,
      byte @Nullable [] before,
      byte @Nullable [] after,
      long version,
      String position,
      @Nullable UUID operation) {
    this.key = Objects.requireNonNull(key);
    this.before = before;
    this.after = after;
    this.version = version;
    this.position = Objects.requireNonNull(position);
    this.operation = operation;
    if (before == null && after == null) {
      throw new IllegalArgumentException("a change has a row before or after it");
    }
  }

  /** What kind of change it is. */
  public Operation kind() {
    if (after == null) {
      return Operation.DELETE;
    }
    return before == null ? Operation.INSERT : Operation.UPDATE;
  }

  /** The kinds of changes. */
  public enum Operation {
    /** There was no row with the key. */
    INSERT,
    /** There was another row with the key. */
    UPDATE,
    /** The row with the key is gone. */
    DELETE
  }
}
