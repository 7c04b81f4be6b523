package dev.evert.testing.contract;

import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import java.util.Arrays;
import java.util.UUID;

/**
 * One change of a {@link SourceBatch}, copied out of it.
 *
 * @param operation its operation id, both halves 0 if it has none
 */
public record SourceChange(
    ChangeKind kind,
    int table,
    byte[] row,
    byte[] key,
    byte[] oldKey,
    UUID operation,
    long timeMicros,
    boolean inside,
    boolean last) {

  /** Short, as lists of changes are long. */
  @Override
  public String toString() {
    return kind + " of table " + table;
  }

  /** Copies the change {@code i}. */
  static SourceChange of(SourceBatch batch, int i) {
    byte[] bytes = batch.bytes();
    return new SourceChange(
        batch.kind(i),
        batch.table(i),
        Arrays.copyOfRange(bytes, batch.rowStart(i), batch.rowEnd(i)),
        Arrays.copyOfRange(bytes, batch.rowEnd(i), batch.keyEnd(i)),
        Arrays.copyOfRange(bytes, batch.keyEnd(i), batch.end(i)),
        new UUID(batch.operationHigh(i), batch.operationLow(i)),
        batch.timeMicros(i),
        batch.insideTransaction(i),
        batch.lastOfTransaction(i));
  }
}
