package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Percentiles of values that lie sorted in an array, for fractions that differ by group. */
public final class Percentiles {
  private Percentiles() {}

  /** Where, from 1 on, the first value is that so much of all values does not come after. */
  public static int place(long count, double fraction) {
    return Math.max((int) Math.ceil(checked(fraction) * count), 1);
  }

  /** What lies so far between the first value and the last; null if there is none. */
  public static @Nullable Double between(Slice sorted, double fraction) {
    double place = checked(fraction);
    List<Double> values = new ArrayList<>();
    RowReader reader = new RowReader().set(sorted.bytes(), sorted.from(), sorted.to());
    reader.beginArray();
    while (!reader.atArrayEnd()) {
      values.add(reader.readFloat8());
    }
    if (values.isEmpty()) {
      return null;
    }
    place *= values.size() - 1;
    double low = values.get((int) Math.floor(place));
    double high = values.get((int) Math.ceil(place));
    return low == high ? low : low + (place - Math.floor(place)) * (high - low);
  }

  private static double checked(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new EvertException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "percentile value " + fraction + " is not between 0 and 1");
    }
    return fraction;
  }
}
