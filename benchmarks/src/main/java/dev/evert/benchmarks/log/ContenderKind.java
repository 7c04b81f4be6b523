package dev.evert.benchmarks.log;

import java.nio.file.Path;
import java.time.Duration;

/** Who is measured. */
enum ContenderKind {
  /** What the machine can do: no checksum, no tree, no index, no format. */
  LIMIT("limit: write, fsync, SHA-256 of each record"),
  EVERT("Evert log: idempotent, CRC32C, Merkle tree, fsync"),
  KAFKA("Kafka: idempotent, acks=all, no fsync"),
  KAFKA_FSYNC("Kafka: idempotent, acks=all, fsync of each batch");

  private final String title;

  ContenderKind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * Opens a contender.
   *
   * @param directory empty; for its files
   * @param commitInterval the least time between two commits, if the contender groups them
   */
  Contender open(Path directory, Duration commitInterval) throws Exception {
    return switch (this) {
      case LIMIT -> new Limit(directory, commitInterval);
      case EVERT -> new EvertLog(directory, commitInterval);
      case KAFKA -> Kafka.start(directory, commitInterval, false);
      case KAFKA_FSYNC -> Kafka.start(directory, commitInterval, true);
    };
  }
}
