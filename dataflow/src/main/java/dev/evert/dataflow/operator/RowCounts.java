package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.EntryBatch;

/**
 * How often rows are there, by their bytes. What has gone more often than it came is not there;
 * that may be so for a while where changes of several iterations are seen one after the other.
 */
final class RowCounts {
  private final EntryBatch rows = new EntryBatch();
  private final SliceTable table = new SliceTable();

  /** Adds to the count of a row; by how much more often it is there then. */
  long add(byte[] bytes, int from, int to, long weight) {
    int hash = SliceTable.hash(bytes, from, to);
    int known = table.first(hash);
    while (known >= 0
        && !Bytes.equal(rows.bytes(), rows.from(known), rows.to(known), bytes, from, to)) {
      known = table.next(known);
    }
    long former = 0;
    if (known >= 0) {
      former = rows.weight(known);
      rows.addWeight(known, weight);
    } else {
      rows.writer().putEncoded(bytes, from, to - from);
      rows.endKey();
      rows.end(weight, 0);
      table.add(hash);
    }
    return Math.max(former + weight, 0) - Math.max(former, 0);
  }
}
