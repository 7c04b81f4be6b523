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
  private final RowWriter candidate = new RowWriter();
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
    least.putEncoded(in.bytes(), in.offset(), length);
    in.skip(length);
  }

  @Override
  public void write(StateWriter out) {
    assert !unsure;
    out.writeLength(least.size());
    out.writeBytes(least.buffer(), 0, least.size());
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
    encode(argument, candidate.reset());
    int order = least.size() == 0 ? -1 : compareCandidate();
    if (weight < 0) {
      unsure |= least.size() == 0 || order <= 0;
    } else if (order < 0) {
      take(candidate.buffer(), 0, candidate.size());
    }
  }

  private int compareCandidate() {
    return Bytes.compare(candidate.buffer(), 0, candidate.size(), least.buffer(), 0, least.size());
  }

  private void take(byte[] bytes, int from, int to) {
    least.reset().putEncoded(bytes, from, to - from);
  }

  /** Holds just an argument, as {@link #encode} writes it. */
  public void hold(byte[] encoded) {
    clear();
    take(encoded, 0, encoded.length);
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
        take(arguments.bytes(), arguments.valueFrom(), arguments.valueTo());
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
    int at = out.reserve(least.size());
    System.arraycopy(least.buffer(), 0, out.buffer(), at, least.size());
    complement(out.buffer(), at, least.size());
  }
}
