package dev.evert.benchmarks.nexmark.flink;

import java.nio.ByteBuffer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * Makes of events rows of Nexmark's one table: the kind, then a row for a person, an auction and a
 * bid, of which two are null.
 */
final class EventRows {
  private static final int PERSON = 0;
  private static final int AUCTION = 1;

  private EventRows() {}

  /** The next event of a block. */
  static GenericRowData read(ByteBuffer block) {
    block.getShort();
    int kind = block.get();
    GenericRowData row = new GenericRowData(4);
    row.setField(0, kind);
    switch (kind) {
      case PERSON -> row.setField(1, person(block));
      case AUCTION -> row.setField(2, auction(block));
      default -> row.setField(3, bid(block));
    }
    return row;
  }

  private static GenericRowData person(ByteBuffer block) {
    return GenericRowData.of(
        block.getLong(),
        text(block),
        text(block),
        text(block),
        text(block),
        text(block),
        time(block),
        text(block));
  }

  private static GenericRowData auction(ByteBuffer block) {
    return GenericRowData.of(
        block.getLong(),
        text(block),
        text(block),
        block.getLong(),
        block.getLong(),
        time(block),
        time(block),
        block.getLong(),
        block.getLong(),
        text(block));
  }

  private static GenericRowData bid(ByteBuffer block) {
    return GenericRowData.of(
        block.getLong(),
        block.getLong(),
        block.getLong(),
        text(block),
        text(block),
        time(block),
        text(block));
  }

  private static StringData text(ByteBuffer block) {
    byte[] bytes = new byte[block.getShort()];
    block.get(bytes);
    return StringData.fromBytes(bytes);
  }

  private static TimestampData time(ByteBuffer block) {
    return TimestampData.fromEpochMillis(block.getLong());
  }
}
