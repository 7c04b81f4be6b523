package dev.evert.engine.delivery;

import dev.evert.engine.parked.ParkedRecord;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.text.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What the engine does for one sink: keeps the rows that its store refuses. */
public final class SinkParking implements SinkContext {
  private final String pipe;
  private final String sink;
  private final Schema schema;
  private final ParkedRecords parked;
  private volatile Consumer<String> whenWaiting = _ -> {};

  /**
   * @param sink its URI without secrets
   * @param schema of the view's rows
   */
  public SinkParking(String pipe, String sink, Schema schema, ParkedRecords parked) {
    this.pipe = pipe;
    this.sink = sink;
    this.schema = schema;
    this.parked = parked;
  }

  /** Who is told that writes are delayed. */
  public void whenWaiting(Consumer<String> listener) {
    whenWaiting = listener;
  }

  @Override
  public String pipe() {
    return pipe;
  }

  @Override
  public void park(SinkChange change, ErrorCode code, String reason) {
    byte[] row = change.after() != null ? change.after() : change.before();
    JsonWriter text = new JsonWriter();
    if (row != null) {
      new JsonFormat(schema).write(row, text);
    }
    parked.park(
        new ParkedRecord(
            sink,
            "position " + change.position(),
            code.id(),
            reason,
            text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void waiting(String reason, long waitMillis) {
    whenWaiting.accept(reason);
  }
}
