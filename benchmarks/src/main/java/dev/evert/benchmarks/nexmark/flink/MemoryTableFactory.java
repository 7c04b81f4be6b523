package dev.evert.benchmarks.nexmark.flink;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

/** The connector {@code nexmark-memory}: the events in memory as Nexmark's one table. */
public final class MemoryTableFactory implements DynamicTableSourceFactory {
  static final String NAME = "nexmark-memory";

  @Override
  public String factoryIdentifier() {
    return NAME;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return new MemoryTable();
  }

  /** The table. */
  private static final class MemoryTable implements ScanTableSource {
    @Override
    public ChangelogMode getChangelogMode() {
      return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext scan) {
      return SourceProvider.of(new MemorySource());
    }

    @Override
    public DynamicTableSource copy() {
      return new MemoryTable();
    }

    @Override
    public String asSummaryString() {
      return NAME;
    }
  }
}
