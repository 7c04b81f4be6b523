package dev.evert.dataflow.arrangement;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes a run, entry by entry in their order. Can be used again. One thread. */
public final class RunBuilder {
  private static final int HEADER_BYTES = 5 + 5 + 10 + Long.BYTES;
  private static final int NO_KEY = -1;
  private static final int FULL_BYTES = Blocks.TARGET_BYTES / 2;

  private BlockSink sink;
  private boolean causes;
  private byte[] block = new byte[1 << 10];
  private int size;
  private short[] offsets = new short[64];
  private int count;
  private int[] keyFroms = new int[64];
  private int[] keyTos = new int[64];
  private final Fences.Builder fences = new Fences.Builder();
  private boolean hasFirst;

  /** The last key of the block before, whose fence waits for the first key of the next one. */
  private byte[] lastKey = new byte[64];

  private int lastKeyTo = NO_KEY;
  private long entries;
  private long sizeBytes;
  private long weights;

  /** Writes a run into memory. */
  public RunBuilder(boolean causes) {
    this(new HeapSink(), causes);
  }

  /** Writes a run to where the sink takes it. */
  public RunBuilder(BlockSink sink, boolean causes) {
    this.sink = sink;
    this.causes = causes;
  }

  /** Begins another run. */
  public void reset(BlockSink sink, boolean causes) {
    this.sink = sink;
    this.causes = causes;
    fences.reset();
    size = 0;
    count = 0;
    hasFirst = false;
    lastKeyTo = NO_KEY;
    entries = 0;
    sizeBytes = 0;
    weights = 0;
  }

  /** Begins another run in memory, with causes or without as the one before. */
  public void reset() {
    reset(new HeapSink(), causes);
  }

  /** The bytes written so far. */
  public long sizeBytes() {
    return sizeBytes + size;
  }

  /** The heap that the run takes so far. */
  public long memoryBytes() {
    return sink.memoryBytes();
  }

  /** The number of entries written so far. */
  public long entries() {
    return entries;
  }

  /** Adds an entry whose value follows its key. */
  public void add(byte[] bytes, int keyFrom, int keyTo, int valueTo, long weight, long cause) {
    add(bytes, keyFrom, keyTo, bytes, keyTo, valueTo, weight, cause);
  }

  /** Adds an entry: not less than the one before it. */
  public void add(
      byte[] key,
      int keyFrom,
      int keyTo,
      byte[] value,
      int valueFrom,
      int valueTo,
      long weight,
      long cause) {
    assert weight != 0;
    int keyLength = keyTo - keyFrom;
    int valueLength = valueTo - valueFrom;
    long needed = (long) HEADER_BYTES + keyLength + valueLength;
    if (count > 0 && size + needed > Blocks.TARGET_BYTES) {
      endBlock();
    }
    if (count == 0) {
      beginBlock(key, keyFrom, keyTo);
    }
    reserve(needed);
    begin(keyLength, valueLength, weight, cause);
    keyFroms[count - 1] = size;
    keyTos[count - 1] = size + keyLength;
    System.arraycopy(key, keyFrom, block, size, keyLength);
    size += keyLength;
    System.arraycopy(value, valueFrom, block, size, valueLength);
    size += valueLength;
    entries++;
    weights += weight;
  }

  /** How long a block must be now to be taken over as it is; shorter ones are filled up. */
  int leastBlockBytes() {
    boolean filling = count > 0 && size < FULL_BYTES;
    return filling ? Integer.MAX_VALUE : FULL_BYTES;
  }

  /** Adds the block that a cursor stands at the start of; its weights are not counted. */
  void addBlock(RunCursor cursor) {
    if (count > 0) {
      endBlock();
    }
    beginBlock(cursor.bytes(), cursor.keyFrom(), cursor.keyTo());
    cursor.addBlockEnd(fences);
    sink.block(cursor.bytes(), cursor.blockBytes());
    sizeBytes += cursor.blockBytes();
    entries += cursor.blockEntries();
  }

  private void beginBlock(byte[] key, int from, int to) {
    if (!hasFirst) {
      fences.add(key, from, to);
      hasFirst = true;
    }
    if (lastKeyTo != NO_KEY) {
      fences.addBetween(lastKey, lastKeyTo, key, from, to);
      lastKeyTo = NO_KEY;
    }
  }

  private void begin(int keyLength, int valueLength, long weight, long cause) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      keyFroms = Arrays.copyOf(keyFroms, 2 * count);
      keyTos = Arrays.copyOf(keyTos, 2 * count);
    }
    offsets[count++] = (short) size;
    size = Varints.put(block, size, keyLength);
    size = Varints.put(block, size, valueLength);
    size = Varints.put(block, size, Varints.zigzag(weight));
    if (causes) {
      BigEndian.putLong(block, size, cause);
      size += Long.BYTES;
    }
  }

  private void reserve(long needed) {
    long length = size + needed + (count + 1L) * (Short.BYTES + Integer.BYTES) + 2 * Integer.BYTES;
    if (length <= block.length) {
      return;
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("an entry of " + needed + " bytes");
    }
    long doubled = Math.min(2L * block.length, Integer.MAX_VALUE - 8);
    block = Arrays.copyOf(block, (int) Math.max(length, doubled));
  }

  private void endBlock() {
    lastKeyTo = keyTos[count - 1] - keyFroms[count - 1];
    lastKey = lastKey.length < lastKeyTo ? new byte[2 * lastKeyTo] : lastKey;
    System.arraycopy(block, keyFroms[count - 1], lastKey, 0, lastKeyTo);
    int shared =
        Bytes.commonPrefix(
            block, keyFroms[0], keyTos[0], block, keyFroms[count - 1], keyTos[count - 1]);
    for (int i = 0; i < count; i++) {
      int prefix = Bytes.shortPrefix(block, keyFroms[i] + shared, keyTos[i]);
      BigEndian.putInt(block, size, prefix);
      size += Integer.BYTES;
    }
    for (int i = 0; i < count; i++) {
      BigEndian.putShort(block, size, offsets[i]);
      size += Short.BYTES;
    }
    BigEndian.putInt(block, size, shared);
    BigEndian.putInt(block, size + Integer.BYTES, count);
    size += 2 * Integer.BYTES;
    sink.block(block, size);
    sizeBytes += size;
    size = 0;
    count = 0;
    if (block.length > 16 * Blocks.TARGET_BYTES) {
      block = new byte[2 * Blocks.TARGET_BYTES];
    }
  }

  /** Ends the run; null if it has no entries. */
  public @Nullable Run finish() {
    return finish(weights);
  }

  /** Ends the run, the sum of whose weights the caller knows; null if it has no entries. */
  @Nullable Run finish(long weight) {
    if (entries == 0) {
      sink.abandon();
      return null;
    }
    if (count > 0) {
      endBlock();
    }
    if (lastKeyTo != NO_KEY) {
      fences.add(lastKey, 0, lastKeyTo);
    }
    Fences all = fences.build();
    RunTotals totals = new RunTotals(entries, sizeBytes, weight, causes);
    return new Run(all, totals, sink.finish(all, totals));
  }

  /** Drops what was written. */
  public void abandon() {
    sink.abandon();
  }
}
