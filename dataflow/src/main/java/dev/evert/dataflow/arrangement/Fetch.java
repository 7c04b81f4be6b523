package dev.evert.dataflow.arrangement;

import dev.evert.dataflow.delta.EntryBatch;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks of files before they are looked into, many at once: a disk gives many pages in the
 * time of one. What is read lies near then; a failure is left to who looks into the block.
 *
 * <p>Where the blocks prove to be in memory already, it is not worthwhile, and is left out for some
 * batches. One thread, but for the readers.
 */
public final class Fetch {
  /** A block that takes longer came from the disk. */
  private static final long NEAR_NANOS = 10_000;

  /** So many batches go without after one whose blocks were near. */
  private static final int BATCHES_WITHOUT = 15;

  /** Fewer blocks are not worth handing over. */
  private static final int LEAST_BLOCKS = 4;

  private static final int KEPT_BLOCKS = 1 << 14;

  private final @Nullable Executor readers;
  private final int parallel;
  private @Nullable Blocks[] sources = new Blocks[16];
  private int[] blocks = new int[16];
  private int size;
  private int without;

  /**
   * Reads by others.
   *
   * @param readers run what waits for the disk; null to do without
   * @param parallel so many at once
   */
  Fetch(@Nullable Executor readers, int parallel) {
    this.readers = readers;
    this.parallel = parallel;
  }

  /** Reads what a cursor would look into for the keys of some entries, which are in order. */
  public void read(GroupCursor cursor, EntryBatch keys, int[] order, int count) {
    if (cursor.readsFiles() && begin()) {
      for (int i = 0; i < count; i++) {
        int entry = order[i];
        cursor.expect(keys.bytes(), keys.from(entry), keys.keyTo(entry), this);
      }
      run();
    }
  }

  /** Reads what a cursor would look into for the keys of all entries. */
  public void read(GroupCursor cursor, EntryBatch keys) {
    if (cursor.readsFiles() && begin()) {
      for (int i = 0; i < keys.size(); i++) {
        cursor.expect(keys.bytes(), keys.from(i), keys.keyTo(i), this);
      }
      run();
    }
  }

  /** A batch begins. Whether its blocks should be gathered. */
  public boolean begin() {
    if (readers == null) {
      return false;
    }
    if (without > 0) {
      without--;
      return false;
    }
    return true;
  }

  void add(Blocks source, int block) {
    if (size == blocks.length) {
      sources = Arrays.copyOf(sources, 2 * size);
      blocks = Arrays.copyOf(blocks, 2 * size);
    }
    sources[size] = source;
    blocks[size++] = block;
  }

  /** Reads what was gathered. */
  public void run() {
    if (size >= LEAST_BLOCKS && readers != null) {
      long start = System.nanoTime();
      int threads = Math.min(parallel, size / LEAST_BLOCKS + 1);
      SharedWork.run(readers, threads, size, this::read);
      without = System.nanoTime() - start < NEAR_NANOS * size ? BATCHES_WITHOUT : 0;
    }
    if (size > KEPT_BLOCKS) {
      sources = new Blocks[16];
      blocks = new int[16];
    } else {
      Arrays.fill(sources, 0, size, null);
    }
    size = 0;
  }

  private void read(int i) {
    Objects.requireNonNull(sources[i]).prefetch(blocks[i]);
  }
}
