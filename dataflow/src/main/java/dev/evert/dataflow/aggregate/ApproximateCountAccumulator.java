package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.Arrays;

/**
 * Knows how many registers have which rank, the largest one of their values, and estimates from
 * that how many values there are, as Ertl has it in "New cardinality estimation algorithms for
 * HyperLogLog sketches". Which ranks a register's values have lies in an arrangement of the
 * operator.
 */
public final class ApproximateCountAccumulator extends Accumulator {
  private static final int REGISTERS = AggregateFunction.ApproximateCount.REGISTERS;
  private static final int REGISTER_BITS = AggregateFunction.ApproximateCount.REGISTER_BITS;

  /** The rank of a value all whose other bits are zero. */
  private static final int MAX_RANK = Long.SIZE - REGISTER_BITS + 1;

  /** One divided by twice the natural logarithm of 2. */
  private static final double ALPHA = 0.5 / 0.6931471805599453;

  private final Type type;
  private final DigestSum hashes = new DigestSum();
  private final RowWriter key = new RowWriter();
  private final long[] registers = new long[MAX_RANK + 1];

  ApproximateCountAccumulator(Type type) {
    this.type = type;
  }

  @Override
  public void clear() {
    Arrays.fill(registers, 0);
  }

  /** Registers without values are all others. */
  @Override
  public void read(StateReader in) {
    clear();
    int length = in.readLength();
    for (int rank = 1; rank < length; rank++) {
      registers[rank] = in.readLong();
    }
  }

  @Override
  public void write(StateWriter out) {
    int length = registers.length;
    while (length > 1 && registers[length - 1] == 0) {
      length--;
    }
    out.writeLength(length);
    for (int rank = 1; rank < length; rank++) {
      out.writeLong(registers[rank]);
    }
  }

  /** Writes the register of an argument, as the end of a key, and how far its rank is from all. */
  public void encode(RowReader argument, RowWriter target, Runnable endKey) {
    KeyFormat.copy(type, argument, key.reset());
    long hash = hashes.hash(key.buffer(), 0, key.size());
    int at = target.reserve(Short.BYTES);
    BigEndian.putShort(target.buffer(), at, (short) (hash >>> (Long.SIZE - REGISTER_BITS)));
    endKey.run();
    int zeros = Long.numberOfLeadingZeros(hash << REGISTER_BITS);
    int rank = Math.min(zeros + 1, MAX_RANK);
    at = target.reserve(1);
    target.buffer()[at] = (byte) (MAX_RANK - rank);
  }

  /** Takes the largest rank of a register. */
  @Override
  public void add(RowReader argument, long weight) {
    registers[MAX_RANK - argument.bytes()[argument.offset()]] += weight;
  }

  @Override
  public void result(RowWriter out) {
    long used = 0;
    for (int rank = 1; rank <= MAX_RANK; rank++) {
      used += registers[rank];
    }
    out.putInt8(used == 0 ? 0 : Math.round(estimate((double) (REGISTERS - used) / REGISTERS)));
  }

  private double estimate(double empty) {
    double z = REGISTERS * tau(1 - (double) registers[MAX_RANK] / REGISTERS);
    for (int rank = MAX_RANK - 1; rank >= 1; rank--) {
      z = 0.5 * (z + registers[rank]);
    }
    z += REGISTERS * sigma(empty);
    return ALPHA * REGISTERS * REGISTERS / z;
  }

  private static double sigma(double empty) {
    double x = empty;
    double y = 1;
    double z = empty;
    double former;
    do {
      x *= x;
      former = z;
      z += x * y;
      y += y;
    } while (z > former);
    return z;
  }

  private static double tau(double full) {
    if (full == 0 || full == 1) {
      return 0;
    }
    double x = full;
    double y = 1;
    double z = 1 - full;
    double former;
    do {
      x = Math.sqrt(x);
      former = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (z < former);
    return z / 3;
  }
}
