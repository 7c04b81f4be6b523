package dev.evert.dataflow.state;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.arrangement.BlockSink;
import dev.evert.dataflow.arrangement.Blocks;
import dev.evert.dataflow.arrangement.Flush;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.output.ViewState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one circuit: new ones in memory, older ones in the files of one directory. One
 * circuit at a time.
 */
public final class StateStore implements AutoCloseable, RunStorage {
  /** A run of this part of the memory, or more, is written to a file at once. */
  private static final int FILE_PART = 16;

  private static final long LARGE_MERGE_BYTES = 1 << 20;

  /** Smaller runs are not worth a file of their own. */
  private static final long LEAST_SPILL_BYTES = 64 << 10;

  private final Path directory;
  private final long memoryBytes;
  private final RunFiles files;
  private final Manifests manifests;
  private @Nullable Executor merger;
  private @Nullable Executor readers;
  private int parallelReads = 1;
  private @Nullable Executor workers;
  private int parallelWork = 1;
  private long sharedBytes;

  private StateStore(Path directory, long memoryBytes, RunFiles files, Manifests manifests) {
    this.directory = directory;
    this.memoryBytes = memoryBytes;
    this.files = files;
    this.manifests = manifests;
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
    return open(directory, memoryBytes, Disk.MACHINE);
  }

  /** {@link #open(Path, long)} on another disk. */
  public static StateStore open(Path directory, long memoryBytes, Disk disk) {
    try {
      disk.makeDirectory(directory);
    } catch (IOException e) {
      throw Failures.io("make", directory, e);
    }
    Manifests manifests = Manifests.open(directory, disk);
    long last = manifests.clean();
    return new StateStore(
        directory, memoryBytes, new RunFiles(directory, disk, last + 1), manifests);
  }

  /**
   * Has large merges run by an executor, beside the circuit's thread. To be called before a circuit
   * is built; without it the circuit's thread merges, a little with each step.
   */
  public StateStore mergeOn(Executor executor) {
    merger = executor;
    return this;
  }

  /**
   * Has blocks of files read by an executor, many at once, before the circuit's thread looks into
   * them. To be called before a circuit is built; without it they are read one by one.
   *
   * @param parallel how many threads the executor has: as many as the disk has reads under way
   */
  public StateStore readOn(Executor executor, int parallel) {
    readers = executor;
    parallelReads = parallel;
    return this;
  }

  /**
   * Has branches of a circuit that have nothing to do with each other computed at once, by an
   * executor and the circuit's thread. To be called before a circuit is built; without it the
   * circuit's thread computes all. Results do not depend on it.
   *
   * @param parallel so many threads at once, the circuit's own included
   * @param leastBytes fewer bytes of changes in a step are not worth handing over
   */
  public StateStore workOn(Executor executor, int parallel, long leastBytes) {
    workers = executor;
    parallelWork = parallel;
    sharedBytes = leastBytes;
    return this;
  }

  /** Who computes branches beside the circuit's thread; null if nobody. */
  public @Nullable Executor workers() {
    return workers;
  }

  /** How many threads compute branches at once, the circuit's own included. */
  public int parallelWork() {
    return parallelWork;
  }

  /** A step with fewer bytes of changes is not worth handing over to others. */
  public long sharedBytes() {
    return sharedBytes;
  }

  @Override
  public @Nullable Executor readers() {
    return readers;
  }

  @Override
  public int parallelReads() {
    return parallelReads;
  }

  @Override
  public long mergerBytes() {
    return Math.min(LARGE_MERGE_BYTES, memoryBytes / FILE_PART);
  }

  @Override
  public @Nullable Executor merger() {
    return merger;
  }

  /** The checkpoint that a circuit would be restored from. */
  public Optional<Saved> saved() {
    Manifest manifest = manifests.last();
    return manifest == null
        ? Optional.empty()
        : Optional.of(new Saved(manifest.fingerprint(), manifest.time(), manifest.attachment()));
  }

  /** The state of the last checkpoint, if it is that of a circuit with this fingerprint. */
  public @Nullable CircuitState restore(String fingerprint) {
    Manifest manifest = manifests.last();
    if (manifest == null || !manifest.fingerprint().equals(fingerprint)) {
      return null;
    }
    Map<String, List<Run>> arrangements = new LinkedHashMap<>();
    manifest.arrangements().forEach((id, places) -> arrangements.put(id, open(places)));
    Map<String, ViewState> views = new LinkedHashMap<>();
    manifest.views().forEach((name, view) -> views.put(name, open(view)));
    return new CircuitState(
        fingerprint,
        manifest.time(),
        manifest.attachment(),
        arrangements,
        views,
        manifest.widths(),
        manifest.refused());
  }

  private ViewState open(Manifest.View view) {
    List<ViewState.SavedInterval> intervals = new ArrayList<>();
    for (Manifest.Interval interval : view.intervals()) {
      intervals.add(
          new ViewState.SavedInterval(interval.to(), interval.digest(), open(interval.runs())));
    }
    return new ViewState(
        view.time(),
        view.digest(),
        view.rowCount(),
        open(view.rows()),
        view.floor(),
        view.floorDigest(),
        intervals);
  }

  private List<Run> open(List<RunPlace> places) {
    List<Run> runs = new ArrayList<>();
    for (RunPlace place : places) {
      RunFile file = files.open(place.file());
      runs.add(new ImageReader(files, file, place.from(), place.length()).open());
    }
    return runs;
  }

  /** Takes over a state to be saved; its runs are let go of when the checkpoint is closed. */
  public Checkpoint prepare(CircuitState state) {
    return prepare(state, Map.of());
  }

  /**
   * Takes over a state to be saved, to which further runs belong that are to be written first.
   *
   * @param flushes what is to be written of arrangements, by their ids; each claimed
   */
  public Checkpoint prepare(CircuitState state, Map<String, Flush> flushes) {
    return new SavedState(state, flushes, files, manifests);
  }

  @Override
  public BlockSink open(long sizeBytes, boolean causes) {
    return sizeBytes >= memoryBytes / FILE_PART
        ? files.sink(causes)
        : RunStorage.MEMORY.open(sizeBytes, causes);
  }

  /**
   * Brings the largest runs to disk, until the others take no more memory than they may.
   *
   * @param runs each held by the caller
   * @param mostBytes how much memory they may take together
   */
  public void balance(Set<Run> runs, long mostBytes) {
    long sum = 0;
    List<Run> large = new ArrayList<>();
    for (Run run : runs) {
      sum += run.memoryBytes();
      if (run.blocks().inMemory() && run.sizeBytes() >= LEAST_SPILL_BYTES) {
        large.add(run);
      }
    }
    if (sum <= mostBytes) {
      return;
    }
    large.sort(Comparator.comparingLong(Run::sizeBytes).reversed());
    for (Run run : large) {
      if (sum <= mostBytes) {
        return;
      }
      sum -= run.sizeBytes();
      spill(run);
    }
  }

  private void spill(Run run) {
    if (run.onDisk() == null) {
      Blocks copy = Images.copy(run, files.sink(run.hasCauses()));
      if (!run.offerCopy(copy)) {
        copy.close();
      }
    }
    run.leaveMemory();
  }

  /** Where the files are. */
  public Path directory() {
    return directory;
  }

  /** About how much heap runs may take. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /** Lets go of the files; the state is that of the last checkpoint when it is opened again. */
  @Override
  public void close() {
    files.close();
  }

  /**
   * A checkpoint on disk.
   *
   * @param fingerprint of the circuit that was saved
   * @param time of its state
   * @param attachment the bytes that were given with it
   */
  public record Saved(String fingerprint, long time, byte[] attachment) {}
}
