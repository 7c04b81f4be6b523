package dev.evert.dataflow.operator;

import dev.evert.dataflow.StreamInput;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;

/** The rows of a stream: they are written where the next operators take them. */
final class StreamOperator extends Operator implements StreamInput {
  private final Schema schema;

  StreamOperator(String name, Schema schema) {
    super("stream " + name);
    this.schema = schema;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public RowWriter writer() {
    return out().rows().writer();
  }

  @Override
  public void end(long cause) {
    out().rows().end(1, cause);
  }

  @Override
  public void add(byte[] bytes, int from, int to, long cause) {
    out().rows().add(bytes, from, to, 1, cause);
  }

  @Override
  public long pendingBytes() {
    return out().rows().sizeBytes();
  }

  /** The rows are there already. */
  @Override
  void visit() {}

  @Override
  long taken() {
    return out().total();
  }
}
