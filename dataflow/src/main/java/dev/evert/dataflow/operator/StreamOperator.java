package dev.evert.dataflow.operator;

import dev.evert.dataflow.StreamInput;
import dev.evert.dataflow.WatermarkStatus;
import dev.evert.dataflow.delta.Delta;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a stream: they are written where the next operators take them. */
final class StreamOperator extends Operator implements StreamInput {
  private final Schema schema;
  private final @Nullable EventTime time;
  private final Delta rows = out().rows();

  StreamOperator(String name, Schema schema, @Nullable EventTime time) {
    super("stream " + name);
    this.schema = schema;
    this.time = time;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public RowWriter writer() {
    return rows.writer();
  }

  @Override
  public void end(long cause) {
    if (time == null || admits(time, cause)) {
      rows.end(1, cause);
    } else {
      rows.cancel();
    }
  }

  private boolean admits(EventTime time, long cause) {
    int from = rows.isEmpty() ? 0 : rows.to(rows.size() - 1);
    return time.admits("insert", rows.bytes(), from, rows.sizeBytes(), true, cause);
  }

  @Override
  public void add(byte[] bytes, int from, int to, long cause) {
    writer().putEncoded(bytes, from, to - from);
    end(cause);
  }

  @Override
  public void complete() {
    if (time == null) {
      throw new IllegalStateException(label() + " has no watermark");
    }
    time.complete();
  }

  @Override
  public Optional<WatermarkStatus> watermark() {
    return Optional.ofNullable(time).map(EventTime::status);
  }

  @Override
  public long pendingBytes() {
    return rows.sizeBytes() + (time == null ? 0 : time.pendingBytes());
  }

  /** The rows are there already. */
  @Override
  void visit() {}

  @Override
  long taken() {
    return out().total();
  }
}
