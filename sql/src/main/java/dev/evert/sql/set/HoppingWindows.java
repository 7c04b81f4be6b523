package dev.evert.sql.set;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.TimeWindows;
import java.util.List;

/** The windows of equal length that a time is in, where each begins a step after the one before. */
public final class HoppingWindows {
  private HoppingWindows() {}

  /** The function of a time of a type, the step, the length and where a window starts. */
  public static SetFunction of(Type type) {
    Type micros = Type.Simple.INT8;
    return new SetFunction(
        "hop",
        List.of(type, micros, micros, micros),
        List.of(
            new SetFunction.Result("window_start", type, true),
            new SetFunction.Result("window_end", type, true)),
        HoppingWindows::make);
  }

  private static void make(RowReader in, SetRows out) {
    long time = in.readInt8();
    long step = in.readInt8();
    long length = in.readInt8();
    long origin = in.readInt8();
    long last = TimeWindows.start(time, step, origin);
    if (last == TimeWindows.later(last, step)) {
      put(time, time, out);
      return;
    }
    // The first window that has not ended: windows are given from the earliest on.
    long count = Math.ceilDiv(length - (time - last), step);
    for (long i = count - 1; i >= 0; i--) {
      long start = TimeWindows.later(last, -i * step);
      put(start, TimeWindows.later(start, length), out);
    }
  }

  private static void put(long start, long end, SetRows out) {
    out.writer().putInt8(start);
    out.writer().putInt8(end);
    out.end();
  }
}
