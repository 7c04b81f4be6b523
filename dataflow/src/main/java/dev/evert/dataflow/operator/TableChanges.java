package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The changes of a table that were not stepped yet, in their order: entries of key and row with
 * weight 1 where the row is put or added, -1 where it is taken away. They may be applied sorted by
 * key, but not across a mark.
 */
final class TableChanges {
  private EntryBatch entries = new EntryBatch();
  private final List<Mark> marks = new ArrayList<>();

  /** The watermark before each entry, in a table that has one. */
  private long[] watermarks = new long[0];

  /** What can not be moved past, before the entry {@code at}. */
  sealed interface Mark {
    int at();

    /** All rows go. */
    record Truncation(int at, long cause, long watermark) implements Mark {}

    /**
     * The next two entries are a deletion and a partial row that is filled from what it deletes.
     */
    record PartialMove(int at) implements Mark {}
  }

  EntryBatch entries() {
    return entries;
  }

  List<Mark> marks() {
    return marks;
  }

  boolean isEmpty() {
    return entries.size() == 0 && marks.isEmpty();
  }

  void add(byte[] bytes, int keyFrom, int keyTo, int rowFrom, int rowTo, int weight, long cause) {
    RowWriter writer = entries.writer();
    writer.putEncoded(bytes, keyFrom, keyTo - keyFrom);
    entries.endKey();
    writer.putEncoded(bytes, rowFrom, rowTo - rowFrom);
    entries.end(weight, cause);
  }

  /** Adds an entry of a table with a watermark. */
  void add(
      byte[] bytes,
      int keyFrom,
      int keyTo,
      int rowFrom,
      int rowTo,
      int weight,
      long cause,
      long watermark) {
    if (entries.size() >= watermarks.length) {
      watermarks = Arrays.copyOf(watermarks, Math.max(64, 2 * entries.size()));
    }
    watermarks[entries.size()] = watermark;
    add(bytes, keyFrom, keyTo, rowFrom, rowTo, weight, cause);
  }

  /** The watermark before an entry, in a table that has one. */
  long watermark(int entry) {
    return watermarks[entry];
  }

  /**
   * All rows go.
   *
   * @param watermark that of the table, if it has one
   */
  void truncate(long cause, long watermark) {
    marks.add(new Mark.Truncation(entries.size(), cause, watermark));
  }

  /** The next two entries are a move of a partial row. */
  void partialMove() {
    marks.add(new Mark.PartialMove(entries.size()));
  }

  /** Brings the rows, which are the keys too, to other columns. */
  void fit(RowShape shape) {
    EntryBatch fitted = new EntryBatch();
    for (int i = 0; i < entries.size(); i++) {
      shape.fit(entries.bytes(), entries.from(i), entries.keyTo(i), fitted.writer());
      fitted.endKey();
      fitted.end(entries.weight(i), entries.cause(i));
    }
    entries = fitted;
  }

  void reset() {
    entries.reset();
    marks.clear();
  }
}
