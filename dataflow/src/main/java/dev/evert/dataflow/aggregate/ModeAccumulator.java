package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;

/** Gives the most frequent value. */
final class ModeAccumulator extends OrderedAccumulator {
  private final RowWriter candidate = new RowWriter();
  private final RowWriter best = new RowWriter();

  @Override
  void write(OrderedValues values, RowWriter out) {
    long most = 0;
    boolean more = true;
    while (more) {
      take(values.arguments(), candidate);
      long times = 0;
      do {
        times += values.weight();
        more = values.next();
      } while (more && values.isSame());
      if (times > most) {
        most = times;
        best.reset().putEncoded(candidate.buffer(), 0, candidate.size());
      }
    }
    out.putEncoded(best.buffer(), 0, best.size());
  }

  private static void take(RowReader value, RowWriter target) {
    target.reset().putEncoded(value.bytes(), value.offset(), value.end() - value.offset());
  }
}
