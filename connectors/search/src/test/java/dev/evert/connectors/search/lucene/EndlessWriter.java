package dev.evert.connectors.search.lucene;

import dev.evert.connectors.search.RandomBatches;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.RecordingContext;
import java.util.Optional;

/** A process that fills an index until it is killed, and prints each version that is durable. */
final class EndlessWriter {
  private EndlessWriter() {}

  public static void main(String[] arguments) throws Exception {
    RandomBatches batches = new RandomBatches(Long.parseLong(arguments[1]));
    IndexLocation location = IndexLocation.of(StoreUri.parse("lucene:" + arguments[0]));
    try (LuceneSink sink = new LuceneSink(location, new RecordingContext("pipe"))) {
      Optional<SinkProgress> reached = sink.prepare(RandomBatches.SCHEMA);
      long version = reached.map(SinkProgress::version).orElse(0L);
      while (true) {
        for (int i = 0; i < 3; i++) {
          sink.write(batches.batch(++version));
        }
        System.out.println(sink.flush().version());
      }
    }
  }
}
