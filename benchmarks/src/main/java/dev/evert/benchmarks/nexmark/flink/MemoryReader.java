package dev.evert.benchmarks.nexmark.flink;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;

/** Reads the events of one part; then it waits until it may end. */
final class MemoryReader implements SourceReader<RowData, Part> {
  private static final int UNASSIGNED = -1;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final MemoryEvents events = MemoryEvents.current();
  private final int readers;
  private final CompletableFuture<Void> assigned = new CompletableFuture<>();
  private ByteBuffer block = NOTHING;
  private int next = UNASSIGNED;
  private boolean hasEnded;

  MemoryReader(int readers) {
    this.readers = readers;
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<Part> parts) {
    next = parts.getFirst().number();
    events.begin();
    assigned.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public InputStatus pollNext(ReaderOutput<RowData> out) {
    if (block.hasRemaining() || nextBlock()) {
      out.collect(EventRows.read(block));
      return InputStatus.MORE_AVAILABLE;
    }
    if (next == UNASSIGNED) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (!hasEnded) {
      hasEnded = true;
      events.end();
    }
    return events.released().isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
  }

  private boolean nextBlock() {
    if (next == UNASSIGNED || next >= events.blocks().size()) {
      return false;
    }
    block = ByteBuffer.wrap(events.blocks().get(next));
    next += readers;
    return true;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return hasEnded ? events.released() : assigned;
  }

  @Override
  public List<Part> snapshotState(long checkpoint) {
    return List.of();
  }

  @Override
  public void close() {}
}
