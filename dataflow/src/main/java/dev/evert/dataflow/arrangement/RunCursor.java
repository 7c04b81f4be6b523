package dev.evert.dataflow.arrangement;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries of one run, in order or by key. Key and value of the entry that it
 * stands on lie next to each other in {@link #bytes}, until it moves. Not used any more, it holds
 * nothing. One thread.
 */
public final class RunCursor {
  private static final byte[] NONE = new byte[0];
  private static final int KEPT_BYTES = 8 * Blocks.TARGET_BYTES;

  private @Nullable Run run;
  private @Nullable Blocks blocks;
  private byte[] scratch = NONE;
  private byte[] bytes = NONE;
  private int block;
  private int count;
  private int offsets;
  private int prefixes;
  private int shared;
  private int index;
  private boolean causes;
  private boolean filtered;
  private int expected;
  private int sign = 1;
  private long gapFrom;
  private long gapTo;

  private int keyFrom;
  private int keyTo;
  private int valueTo;
  private long weight;
  private long cause;

  /** Stands before the first entry of a run. */
  public RunCursor over(Run run) {
    return over(run, run.blocks(), 1);
  }

  /**
   * Stands before the first entry of a run.
   *
   * @param blocks where the run's entries lie, or lay
   * @param sign 1, or -1 to read every weight as its opposite
   */
  public RunCursor over(Run run, Blocks blocks, int sign) {
    this.run = run;
    this.blocks = blocks;
    this.sign = sign;
    this.causes = run.hasCauses();
    this.filtered = blocks.hasFilters();
    this.expected = -1;
    block = -1;
    count = 0;
    index = 0;
    gapFrom = 0;
    gapTo = 0;
    return this;
  }

  /** Forgets its run. */
  public void clear() {
    run = null;
    blocks = null;
    bytes = NONE;
  }

  private Run run() {
    return Objects.requireNonNull(run);
  }

  private Blocks blocks() {
    return Objects.requireNonNull(blocks);
  }

  private void load(int block) {
    Blocks source = blocks();
    bytes = source.load(block, scratch);
    if (!source.inMemory() && bytes.length <= KEPT_BYTES) {
      scratch = bytes;
    }
    int length = source.lengthBytes(block);
    count = BigEndian.getInt(bytes, length - Integer.BYTES);
    shared = BigEndian.getInt(bytes, length - 2 * Integer.BYTES);
    offsets = length - 2 * Integer.BYTES - count * Short.BYTES;
    prefixes = offsets - count * Integer.BYTES;
    this.block = block;
    index = -1;
    valueTo = 0;
  }

  /** Moves to the next entry; false at the end. */
  public boolean next() {
    if (index + 1 >= count) {
      Fences fences = run().fences();
      if (block + 1 >= fences.blocks()) {
        index = count;
        return false;
      }
      blocks().stream(block + 1);
      load(block + 1);
    }
    index++;
    decode(valueTo);
    return true;
  }

  /** Whether it stands on the first entry of a block that can be taken over as it is. */
  boolean startsBlock(boolean withCauses, int leastBytes) {
    return index == 0 && sign == 1 && causes == withCauses && blockBytes() >= leastBytes;
  }

  /** The length of the block that it stands in; {@link #bytes} begins with it. */
  int blockBytes() {
    return offsets + count * Short.BYTES + 2 * Integer.BYTES;
  }

  /** The number of entries of the block that it stands in. */
  int blockEntries() {
    return count;
  }

  /** How the fence of the block that it stands in compares to the key of another entry. */
  int compareBlockEnd(RunCursor other) {
    Fences fences = run().fences();
    return Bytes.compare(
        fences.keys(),
        fences.end(block),
        fences.end(block + 1),
        other.bytes,
        other.keyFrom,
        other.keyTo);
  }

  /** Adds the fence of the block that it stands in. */
  void addBlockEnd(Fences.Builder target) {
    Fences fences = run().fences();
    target.add(fences.keys(), fences.end(block), fences.end(block + 1));
  }

  /** Passes over the entries of its block but for the last one. */
  void skipBlock() {
    index = count - 1;
  }

  /** Moves to the first entry whose key is not less than this one; false if there is none. */
  public boolean seek(byte[] key, int from, int to) {
    Fences fences = run().fences();
    int found = fences.find(key, from, to, 0);
    if (found == fences.blocks()) {
      block = found;
      count = 0;
      index = 0;
      return false;
    }
    if (found != block) {
      blocks().fetch(found);
      load(found);
    }
    int low = -1;
    int high = count;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      decodeAt(middle);
      if (Bytes.compare(bytes, keyFrom, keyTo, key, from, to) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    index = Math.min(high, count - 1);
    decodeAt(index);
    // The block's fence may be greater than its last key.
    return high < count || next();
  }

  /** Whether {@link #find} makes use of a hash. */
  boolean isFiltered() {
    return filtered;
  }

  /**
   * Moves to the first entry with this key; if there is none, false, and it stands nowhere. Asked
   * for keys in ascending order it is fastest.
   *
   * @param hash the key's {@link KeyHash}, if this {@link #isFiltered}
   */
  public boolean find(byte[] key, int from, int to, long hash) {
    Fences fences = run().fences();
    int found = locate(key, from, to, hash);
    if (found == fences.blocks()) {
      return false;
    }
    if (found != block) {
      blocks().fetch(found);
      load(found);
    }
    long prefix = fences.prefix(key, from, to);
    if (findInBlock(key, from, to)) {
      gapTo = gapFrom;
      return true;
    }
    gapFrom = prefix;
    gapTo = fences.prefix(bytes, keyFrom, keyTo);
    return false;
  }

  /** Has the block read ahead that {@link #find} would look into. Keys come in any order. */
  void expect(byte[] key, int from, int to, long hash, Fetch fetch) {
    int found = locate(key, from, to, hash);
    if (found != expected && found < run().fences().blocks()) {
      fetch.add(blocks(), found);
      expected = found;
    }
  }

  /** The block that holds the key, if any does; the number of blocks if none does. */
  private int locate(byte[] key, int from, int to, long hash) {
    Fences fences = run().fences();
    int none = fences.blocks();
    if (fences.relate(key, from, to) != 0) {
      return none;
    }
    long prefix = fences.prefix(key, from, to);
    if (fences.isBelow(prefix) || fences.isAbove(prefix) || isInGap(prefix)) {
      return none;
    }
    int low = 0;
    if (filtered) {
      int part = fences.part(key, from, to, prefix);
      low = part * Blocks.PART_BLOCKS;
      if (low >= none || blocks().lacks(part, hash)) {
        return none;
      }
    }
    boolean ahead = block > low && fences.isLess(block - 1, prefix, key, from, to);
    return fences.search(key, from, to, prefix, ahead ? block : low);
  }

  /** Whether the last search has shown that the run has no keys that begin so. */
  private boolean isInGap(long prefix) {
    return Long.compareUnsigned(prefix, gapFrom) > 0 && Long.compareUnsigned(prefix, gapTo) < 0;
  }

  /**
   * By the first bytes that the block's keys do not have in common; the rest must be compared. If
   * the key is not there, the next greater one is decoded.
   */
  private boolean findInBlock(byte[] key, int from, int to) {
    int prefix = Bytes.shortPrefix(key, Math.min(from + shared, to), to);
    // A key that does not begin as all keys of the block do is not found, however it compares.
    int known = to - from >= shared ? shared : 0;
    int low = 0;
    int end = count;
    while (low < end) {
      int middle = (low + end) >>> 1;
      if (isBelow(middle, prefix, key, from + known, to, known)) {
        low = middle + 1;
      } else {
        end = middle;
      }
    }
    if (low < count && prefixAt(low) == prefix) {
      decodeAt(low);
      if (Bytes.equal(bytes, keyFrom, keyTo, key, from, to)) {
        index = low;
        return true;
      }
    }
    // A key that is less than the block's first one need not begin as all of them do.
    decodeAt(low < count ? low : 0);
    if (Bytes.commonPrefix(bytes, keyFrom, keyTo, key, from, to) < shared) {
      decodeAt(0);
    }
    return false;
  }

  /** Whether an entry's key is less than one with this prefix; the rest decides between equals. */
  private boolean isBelow(int entry, int prefix, byte[] key, int from, int to, int known) {
    int own = prefixAt(entry);
    if (own != prefix) {
      return Integer.compareUnsigned(own, prefix) < 0;
    }
    decodeAt(entry);
    return Bytes.compare(bytes, keyFrom + known, keyTo, key, from, to) < 0;
  }

  private int prefixAt(int entry) {
    return BigEndian.getInt(bytes, prefixes + entry * Integer.BYTES);
  }

  private void decodeAt(int entry) {
    decode(BigEndian.getShort(bytes, offsets + entry * Short.BYTES));
  }

  private void decode(int entry) {
    int at = entry;
    int keyLength = bytes[at++];
    if (keyLength < 0) {
      keyLength = (int) Varints.get(bytes, at - 1);
      at += Varints.length(bytes, at - 1) - 1;
    }
    int valueLength = bytes[at++];
    if (valueLength < 0) {
      valueLength = (int) Varints.get(bytes, at - 1);
      at += Varints.length(bytes, at - 1) - 1;
    }
    long zigzag = bytes[at++];
    if (zigzag < 0) {
      zigzag = Varints.get(bytes, at - 1);
      at += Varints.length(bytes, at - 1) - 1;
    }
    weight = sign * Varints.unzigzag(zigzag);
    if (causes) {
      cause = BigEndian.getLong(bytes, at);
      at += Long.BYTES;
    }
    keyFrom = at;
    keyTo = at + keyLength;
    valueTo = keyTo + valueLength;
  }

  /** Holds the entry. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the key starts. */
  public int keyFrom() {
    return keyFrom;
  }

  /** Where the key ends and the value starts. */
  public int keyTo() {
    return keyTo;
  }

  /** Where the value ends. */
  public int valueTo() {
    return valueTo;
  }

  /** The weight of the entry, never 0. */
  public long weight() {
    return weight;
  }

  /** The cause of the entry, in a run that has causes. */
  public long cause() {
    return cause;
  }
}
