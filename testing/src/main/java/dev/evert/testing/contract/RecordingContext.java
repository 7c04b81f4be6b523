package dev.evert.testing.contract;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink's context that keeps what the sink sets aside. */
public final class RecordingContext implements SinkContext {
  private final String pipe;
  private final List<Parked> parked = new CopyOnWriteArrayList<>();
  private final List<String> waits = new CopyOnWriteArrayList<>();

  /** For a pipe of this name. */
  public RecordingContext(String pipe) {
    this.pipe = pipe;
  }

  /** A change that was set aside. */
  public record Parked(SinkChange change, ErrorCode code, String reason) {}

  /** What was set aside, in order. */
  public List<Parked> parked() {
    return List.copyOf(parked);
  }

  /** The reasons of waiting that were told, in order. */
  public List<String> waits() {
    return List.copyOf(waits);
  }

  @Override
  public String pipe() {
    return pipe;
  }

  @Override
  public void park(SinkChange change, ErrorCode code, String reason) {
    parked.add(new Parked(change, code, reason));
  }

  @Override
  public void waiting(String reason, long waitMillis) {
    waits.add(reason);
  }
}
