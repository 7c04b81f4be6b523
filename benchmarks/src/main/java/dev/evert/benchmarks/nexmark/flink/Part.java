package dev.evert.benchmarks.nexmark.flink;

import org.apache.flink.api.connector.source.SourceSplit;

/** The part of the events that one reader takes: it takes turns with the others. */
record Part(int number) implements SourceSplit {
  @Override
  public String splitId() {
    return String.valueOf(number);
  }
}
