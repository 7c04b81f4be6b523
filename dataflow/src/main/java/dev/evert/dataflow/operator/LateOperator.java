package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;

/** Gives the changes of a table or stream that were late, each as a row that stays. */
final class LateOperator extends Operator {
  private final Schema schema;
  private final Delta pending = new Delta();
  private final RowReader reader = new RowReader();

  LateOperator(String source, Schema schema) {
    super("late changes of " + source);
    this.schema = schema;
  }

  void add(String change, byte[] bytes, int from, int to, long watermark, long cause) {
    RowWriter out = pending.writer();
    reader.set(bytes, from, to);
    for (Type type : schema.types()) {
      int start = reader.offset();
      if (reader.atEnd() || reader.isUnchanged()) {
        out.putNull();
      }
      if (!reader.atEnd()) {
        boolean unchanged = reader.isUnchanged();
        reader.skip(type);
        out.putEncoded(bytes, start, unchanged ? 0 : reader.offset() - start);
      }
    }
    out.putText(change);
    out.putInt8(watermark);
    pending.end(1, cause);
  }

  long pendingBytes() {
    return pending.isEmpty() ? 0 : pending.to(pending.size() - 1);
  }

  @Override
  void visit() {
    for (int i = 0; i < pending.size(); i++) {
      out()
          .rows()
          .add(
              pending.bytes(), pending.from(i), pending.to(i), pending.weight(i), pending.cause(i));
    }
    pending.reset();
  }
}
