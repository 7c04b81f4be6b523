package dev.evert.dataflow.memtable;

import dev.evert.dataflow.arrangement.Buffer;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import org.jspecify.annotations.Nullable;

/**
 * Any number of weighted values for each key, in front of runs. Values are linked: the first one
 * lies beside its key, the others point to it from where they were added.
 *
 * <pre>
 *   node     = next node, 4 bytes | key length, 4 | value length, 4 | weight, 4 | key | value
 * </pre>
 *
 * <p>A node that was added later has a greater address: so what there was before an addition can be
 * told from what came with it, until {@link #cancel} is called for what it takes back. Equal values
 * may lie in several nodes, whose weights add up.
 */
public final class MultiTable extends KeyTable implements Buffer.Frozen {
  private static final int HEADER_BYTES = 16;
  private static final int VALUE_LENGTH = 8;
  private static final int WEIGHT = 12;
  private static final int MAX_WALK = 16;
  private long nodes;

  /** An empty table. */
  public MultiTable() {
    super(HEADER_BYTES);
  }

  /** Nodes from now on have this address or a greater one. */
  public int top() {
    return arena.top();
  }

  /** Adds a value; returns the first of its nodes. */
  public int add(
      int hash,
      byte[] key,
      int keyFrom,
      int keyTo,
      byte[] value,
      int valueFrom,
      int valueTo,
      long weight) {
    long left = weight;
    int first = 0;
    while (left != 0) {
      int part = Math.clamp(left, -Integer.MAX_VALUE, Integer.MAX_VALUE);
      int node = addPart(hash, key, keyFrom, keyTo, value, valueFrom, valueTo, part);
      first = first == 0 ? node : first;
      left -= part;
    }
    return first;
  }

  private int addPart(
      int hash,
      byte[] key,
      int keyFrom,
      int keyTo,
      byte[] value,
      int valueFrom,
      int valueTo,
      int weight) {
    int length = valueTo - valueFrom;
    int head = find(hash, key, keyFrom, keyTo);
    int node;
    if (head == 0) {
      node = insert(hash, key, keyFrom, keyTo, length);
      next(node, 0);
    } else {
      node = arena.allocate(Math.addExact(HEADER_BYTES, length));
      BigEndian.putInt(arena.bytes(node), Arena.offset(node) + 4, 0);
      next(node, next(head));
      next(head, node);
    }
    byte[] target = arena.bytes(node);
    int start = Arena.offset(node);
    BigEndian.putInt(target, start + VALUE_LENGTH, length);
    BigEndian.putInt(target, start + WEIGHT, weight);
    System.arraycopy(value, valueFrom, target, keyTo(node), length);
    nodes++;
    return node;
  }

  /** The node that was added first, or 0. */
  public int first() {
    return arena.first();
  }

  /** The node that was added after another, or 0. */
  public int after(int node) {
    return arena.next(node, valueTo(node) - Arena.offset(node));
  }

  /** Whether the node is the first of its key, which lies beside it. */
  public boolean hasKey(int node) {
    return keyTo(node) > keyFrom(node);
  }

  /** The first node of a key, or 0. */
  public int seek(int hash, byte[] key, int from, int to) {
    return find(hash, key, from, to);
  }

  /** The next node of the same key, or 0. */
  public int next(int node) {
    return BigEndian.getInt(arena.bytes(node), Arena.offset(node));
  }

  private void next(int node, int next) {
    BigEndian.putInt(arena.bytes(node), Arena.offset(node), next);
  }

  /** Holds a node, until a value is added. */
  public byte[] bytes(int node) {
    return arena.bytes(node);
  }

  /** Where the value starts. */
  public int valueFrom(int node) {
    return keyTo(node);
  }

  /** Where the value ends. */
  public int valueTo(int node) {
    int start = Arena.offset(node);
    return keyTo(node) + BigEndian.getInt(arena.bytes(node), start + VALUE_LENGTH);
  }

  /** The weight of a node; 0 if it was cancelled. */
  public int weight(int node) {
    return BigEndian.getInt(arena.bytes(node), Arena.offset(node) + WEIGHT);
  }

  private void weight(int node, int weight) {
    BigEndian.putInt(arena.bytes(node), Arena.offset(node) + WEIGHT, weight);
  }

  /**
   * Has a node that takes a value back, and another that gave it, cancel each other, if there is
   * one among the first nodes of the key. Those beyond are left to the runs.
   */
  public void cancel(int hash, byte[] key, int from, int to, int node) {
    int before = 0;
    int other = find(hash, key, from, to);
    for (int i = 0; i < MAX_WALK && other != 0 && weight(node) != 0; i++) {
      int next = next(other);
      if (other != node && weight(other) > 0 && isSameValue(node, other)) {
        int part = Math.min(weight(other), -weight(node));
        weight(other, weight(other) - part);
        weight(node, weight(node) + part);
      }
      if (weight(other) == 0 && before != 0) {
        next(before, next);
        nodes--;
      } else {
        before = other;
      }
      other = next;
    }
  }

  private boolean isSameValue(int left, int right) {
    return Bytes.equal(
        bytes(left),
        valueFrom(left),
        valueTo(left),
        bytes(right),
        valueFrom(right),
        valueTo(right));
  }

  @Override
  public long entries() {
    return nodes;
  }

  @Override
  public @Nullable Run write(RunStorage storage) {
    RunBuilder builder = new RunBuilder(storage.open(arena.memoryBytes(), false), false);
    try {
      Values values = new Values();
      for (int head : RecordOrder.sort(records(), keys())) {
        write(head, values, builder);
      }
      return builder.finish();
    } catch (RuntimeException e) {
      builder.abandon();
      throw e;
    }
  }

  private void write(int head, Values values, RunBuilder builder) {
    int[] sorted = values.of(head);
    int i = 0;
    while (i < sorted.length) {
      int node = sorted[i];
      long weight = 0;
      for (; i < sorted.length && isSameValue(node, sorted[i]); i++) {
        weight += weight(sorted[i]);
      }
      if (weight != 0) {
        builder.add(
            bytes(head),
            keyFrom(head),
            keyTo(head),
            bytes(node),
            valueFrom(node),
            valueTo(node),
            weight,
            0);
      }
    }
  }

  /** Nodes by their values. */
  private final class Values implements RecordOrder.Slices {
    int[] of(int head) {
      int count = 0;
      for (int node = head; node != 0; node = next(node)) {
        count++;
      }
      int[] all = new int[count];
      int at = 0;
      for (int node = head; node != 0; node = next(node)) {
        all[at++] = node;
      }
      return count == 1 ? all : RecordOrder.sort(all, this);
    }

    @Override
    public byte[] bytes(int node) {
      return arena.bytes(node);
    }

    @Override
    public int from(int node) {
      return valueFrom(node);
    }

    @Override
    public int to(int node) {
      return valueTo(node);
    }
  }
}
