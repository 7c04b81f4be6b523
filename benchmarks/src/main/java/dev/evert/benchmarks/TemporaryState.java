package dev.evert.benchmarks;

import dev.evert.dataflow.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * State of a circuit that is gone when it is closed.
 *
 * @param directory holds it
 */
public record TemporaryState(Path directory, StateStore store) implements AutoCloseable {

  /**
   * State in a new directory.
   *
   * @param name of what it is for
   * @param heapBytes what it may take of the heap before it goes to disk
   */
  public static TemporaryState open(String name, long heapBytes) throws IOException {
    Path directory = Files.createTempDirectory(name);
    return new TemporaryState(directory, StateStore.open(directory, heapBytes));
  }

  @Override
  public void close() throws IOException {
    store.close();
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
