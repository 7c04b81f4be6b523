package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;

/**
 * Knows the least argument, or the greatest, which is the least of the complements. All arguments
 * of all groups lie in an arrangement of the operator: it is asked when the least one may have
 * left.
 */
public final class ExtremeAccumulator extends Accumulator {
  private final Type type;
  private final boolean greatest;
  private final RowWriter least = new RowWriter();
  private final RowWriter other = new RowWriter();
  private boolean unsure;

  ExtremeAccumulator(Type type, boolean greatest) {
    this.type = type;
    this.greatest = greatest;
  }

  @Override
  public void clear() {
    least.reset();
    unsure = false;
  }

  @Override
  public void read(StateReader in) {
    clear();
    int length = in.readLength();
    take(in.bytes(), in.offset(), length);
    complement(least.buffer(), 0, length);
    in.skip(length);
  }

  @Override
  public void merge(StateReader in) {
    int length = in.readLength();
    if (length > 0) {
      other.reset().putEncoded(in.bytes(), in.offset(), length);
      complement(other.buffer(), 0, length);
      if (least.size() == 0 || compare(other.buffer(), 0, length) < 0) {
        take(other.buffer(), 0, length);
      }
    }
    in.skip(length);
  }

  @Override
  public void write(StateWriter out) {
    assert !unsure;
    int length = least.size();
    out.writeLength(length);
    out.writeBytes(least.buffer(), 0, length);
    complement(out.buffer(), out.size() - length, length);
  }

  /** Writes the argument as it lies in the arrangement: least first. */
  public void encode(RowReader argument, RowWriter out) {
    int from = argument.offset();
    argument.skip(type);
    int length = argument.offset() - from;
    int at = out.reserve(length);
    byte[] target = out.buffer();
    System.arraycopy(argument.bytes(), from, target, at, length);
    complement(target, at, length);
  }

  private void complement(byte[] bytes, int from, int length) {
    if (greatest) {
      for (int i = from; i < from + length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
  }

  @Override
  public void add(RowReader argument, long weight) {
    int from = argument.offset();
    argument.skip(type);
    byte[] bytes = argument.bytes();
    int length = argument.offset() - from;
    int order = least.size() == 0 ? -1 : compare(bytes, from, length);
    if (weight < 0) {
      unsure |= least.size() == 0 || order <= 0;
    } else if (order < 0) {
      take(bytes, from, length);
    }
  }

  /** How an argument compares to the present one, where the wanted one is the least. */
  private int compare(byte[] bytes, int from, int length) {
    // No field begins with another: that the complements sort the other way round is all.
    int order = Bytes.compare(bytes, from, from + length, least.buffer(), 0, least.size());
    return greatest ? -order : order;
  }

  private void take(byte[] bytes, int from, int length) {
    least.reset().putEncoded(bytes, from, length);
  }

  /** Holds just an argument, as {@link #encode} writes it. */
  public void hold(byte[] encoded) {
    clear();
    take(encoded, 0, encoded.length);
    complement(least.buffer(), 0, encoded.length);
  }

  /** Whether the arrangement must be asked. */
  public boolean isUnsure() {
    return unsure;
  }

  /** Takes the first of the group's arguments that is there; none if there is none. */
  public void settle(GroupCursor arguments) {
    clear();
    while (arguments.next()) {
      if (arguments.weight() > 0) {
        int from = arguments.valueFrom();
        int length = arguments.valueTo() - from;
        take(arguments.bytes(), from, length);
        complement(least.buffer(), 0, length);
        return;
      }
    }
  }

  @Override
  public void result(RowWriter out) {
    if (least.size() == 0) {
      out.putNull();
      return;
    }
    out.putEncoded(least.buffer(), 0, least.size());
  }
}
