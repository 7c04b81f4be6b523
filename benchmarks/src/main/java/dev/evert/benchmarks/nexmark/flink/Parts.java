package dev.evert.benchmarks.nexmark.flink;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives each reader its part. Nothing is ever restored. */
final class Parts implements SplitEnumerator<Part, Integer> {
  private final SplitEnumeratorContext<Part> context;

  Parts(SplitEnumeratorContext<Part> context) {
    this.context = context;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<Part> parts, int reader) {}

  @Override
  public void addReader(int reader) {
    context.assignSplit(new Part(reader), reader);
    context.signalNoMoreSplits(reader);
  }

  @Override
  public Integer snapshotState(long checkpoint) {
    return 0;
  }

  @Override
  public void close() {}
}
