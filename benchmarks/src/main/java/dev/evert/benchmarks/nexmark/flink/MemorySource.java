package dev.evert.benchmarks.nexmark.flink;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** The events in memory as a source of rows. */
final class MemorySource implements Source<RowData, Part, Integer> {
  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RowData, Part> createReader(SourceReaderContext context) {
    return new MemoryReader(context.currentParallelism());
  }

  @Override
  public SplitEnumerator<Part, Integer> createEnumerator(SplitEnumeratorContext<Part> context) {
    return new Parts(context);
  }

  @Override
  public SplitEnumerator<Part, Integer> restoreEnumerator(
      SplitEnumeratorContext<Part> context, Integer state) {
    return new Parts(context);
  }

  @Override
  public SimpleVersionedSerializer<Part> getSplitSerializer() {
    return new PartFormat();
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Integer state) {
        return new byte[0];
      }

      @Override
      public Integer deserialize(int version, byte[] bytes) {
        return 0;
      }
    };
  }
}
