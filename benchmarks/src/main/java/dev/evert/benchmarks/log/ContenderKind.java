package dev.evert.benchmarks.log;

import dev.evert.testing.kafka.KafkaBroker;
import java.io.File;
import java.io.IOException;
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

  /** What goes before the class path: Kafka's client is of the broker's version. */
  String libraries() throws IOException {
    return switch (this) {
      case LIMIT, EVERT -> "";
      case KAFKA, KAFKA_FSYNC -> KafkaBroker.classPath() + File.pathSeparator;
    };
  }

  /**
   * Opens a contender.
   *
   * @param directory empty; for its files
   * @param batchBytes what a client puts in one batch
   * @param commitInterval the least time between two commits, if the contender groups them
   */
  Contender open(Path directory, int batchBytes, Duration commitInterval) throws Exception {
    return switch (this) {
      case LIMIT -> new Limit(directory, batchBytes, commitInterval);
      case EVERT -> new EvertLog(directory, batchBytes, commitInterval);
      case KAFKA -> Kafka.start(directory, batchBytes, commitInterval, false);
      case KAFKA_FSYNC -> Kafka.start(directory, batchBytes, commitInterval, true);
    };
  }
}
