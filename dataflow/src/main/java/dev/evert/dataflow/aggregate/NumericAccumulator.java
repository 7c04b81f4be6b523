package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums numerics. It counts how many arguments show how many digits after the point, since a sum
 * shows as many as the argument that shows most; and how many are NaN or infinite.
 */
final class NumericAccumulator extends Accumulator {
  private static final int SPECIALS = 3;

  private final boolean mean;
  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private final long[] specials = new long[SPECIALS];
  private BigDecimal sum = BigDecimal.ZERO;

  NumericAccumulator(boolean mean) {
    this.mean = mean;
  }

  @Override
  public void clear() {
    counts.clear();
    Arrays.fill(specials, 0);
    sum = BigDecimal.ZERO;
  }

  @Override
  public void read(StateReader in) {
    clear();
    int scales = in.readLength();
    for (int i = 0; i < scales; i++) {
      int scale = in.readLength();
      counts.put(scale, in.readLong());
    }
    int mask = in.readLength();
    for (int i = 0; i < SPECIALS; i++) {
      specials[i] = (mask & (1 << i)) == 0 ? 0 : in.readLong();
    }
    int scale = in.readLength();
    sum = new BigDecimal(new BigInteger(in.readBytes(in.readLength())), scale);
  }

  @Override
  public void write(StateWriter out) {
    out.writeLength(counts.size());
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      out.writeLength(entry.getKey());
      out.writeLong(entry.getValue());
    }
    int mask = 0;
    for (int i = 0; i < SPECIALS; i++) {
      mask |= specials[i] == 0 ? 0 : 1 << i;
    }
    out.writeLength(mask);
    for (long special : specials) {
      if (special != 0) {
        out.writeLong(special);
      }
    }
    BigDecimal shown = shown();
    byte[] unscaled = shown.unscaledValue().toByteArray();
    out.writeLength(shown.scale());
    out.writeLength(unscaled.length);
    out.writeBytes(unscaled, 0, unscaled.length);
  }

  /** The sum with as many digits as it shows: those beyond are zero, as their arguments left. */
  private BigDecimal shown() {
    return sum.setScale(counts.isEmpty() ? 0 : counts.lastKey());
  }

  @Override
  public void add(RowReader argument, long weight) {
    switch (argument.readNumeric()) {
      case Decimal.Finite(BigDecimal value) -> {
        sum = sum.add(weight == 1 ? value : value.multiply(BigDecimal.valueOf(weight)));
        count(value.scale(), weight);
      }
      case Decimal.Special special -> specials[index(special)] += weight;
    }
  }

  private static int index(Decimal.Special special) {
    return switch (special) {
      case NEGATIVE_INFINITY -> 0;
      case INFINITY -> 1;
      case NAN -> 2;
    };
  }

  private void count(int scale, long weight) {
    long count = counts.getOrDefault(scale, 0L) + weight;
    if (count == 0) {
      counts.remove(scale);
    } else {
      counts.put(scale, count);
    }
  }

  @Override
  public void result(RowWriter out) {
    long finite = counts.values().stream().mapToLong(Long::longValue).sum();
    boolean up = specials[index(Decimal.Special.INFINITY)] != 0;
    boolean down = specials[index(Decimal.Special.NEGATIVE_INFINITY)] != 0;
    if (specials[index(Decimal.Special.NAN)] != 0 || (up && down)) {
      out.putNumeric(Decimal.Special.NAN);
    } else if (up) {
      out.putNumeric(Decimal.Special.INFINITY);
    } else if (down) {
      out.putNumeric(Decimal.Special.NEGATIVE_INFINITY);
    } else if (finite == 0) {
      out.putNull();
    } else {
      out.putNumeric(Decimal.of(mean ? NumericMean.of(shown(), finite) : shown()));
    }
  }
}
