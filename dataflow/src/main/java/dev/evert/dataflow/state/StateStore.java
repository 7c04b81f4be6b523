package dev.evert.dataflow.state;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The runs of one circuit: new ones in memory, older ones in the files of one directory. One
 * circuit at a time.
 */
public final class StateStore implements AutoCloseable {
  private final Path directory;
  private final long memoryBytes;

  private StateStore(Path directory, long memoryBytes) {
    this.directory = directory;
    this.memoryBytes = memoryBytes;
  }

  /**
   * Opens or makes a store. Files that its checkpoint does not name are deleted.
   *
   * @param directory used by nothing else
   * @param memoryBytes about how much heap runs may take; what exceeds it goes to disk
   * @throws dev.evert.spi.error.EvertException DATA_CORRUPT naming file, offset, what was expected
   *     and what was found; DATA_NEWER; READ_ONLY or IO_FAILED
   */
  public static StateStore open(Path directory, long memoryBytes) {
    return new StateStore(directory, memoryBytes);
  }

  /** The checkpoint that a circuit would be restored from. */
  public Optional<Saved> saved() {
    return Optional.empty();
  }

  /** Where the files are. */
  public Path directory() {
    return directory;
  }

  /** About how much heap runs may take. */
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public void close() {}

  /**
   * A checkpoint on disk.
   *
   * @param fingerprint of the circuit that was saved
   * @param time of its state
   * @param attachment the bytes that were given with it
   */
  public record Saved(String fingerprint, long time, byte[] attachment) {}
}
