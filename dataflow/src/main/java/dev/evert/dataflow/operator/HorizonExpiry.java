package dev.evert.dataflow.operator;

import dev.evert.dataflow.Clock;
import dev.evert.dataflow.Horizon;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Has what is behind a horizon expire. */
final class HorizonExpiry implements Expiry {
  private final Horizon horizon;
  private final Clocks clocks;

  HorizonExpiry(Horizon horizon, Clocks clocks) {
    this.horizon = horizon;
    this.clocks = clocks;
    horizon.bounds().forEach(bound -> clocks.table(bound.table()));
  }

  @Override
  public @Nullable Expired now() {
    byte[] least = least();
    return least == null ? null : expired(least);
  }

  /** The least of the bounds, in {@link dev.evert.spi.row.KeyFormat}; null if one is not known. */
  byte @Nullable [] least() {
    byte[] least = null;
    for (Horizon.Bound bound : horizon.bounds()) {
      byte[] field = field(bound);
      if (field == null) {
        return null;
      }
      least = least == null || Arrays.compareUnsigned(field, least) < 0 ? field : least;
    }
    return least;
  }

  private byte @Nullable [] field(Horizon.Bound bound) {
    long watermark = clocks.table(bound.table()).passed();
    if (watermark == Clock.BEGINNING) {
      return null;
    }
    RowWriter row = new RowWriter();
    row.putInt8(watermark);
    RowWriter field = new RowWriter();
    try {
      bound.of().apply(row.buffer(), 0, row.size(), field);
    } catch (EvertException e) {
      // Beyond what the type can hold: nothing is known to be behind it.
      return null;
    }
    return field.toBytes();
  }

  private Expired expired(byte[] bound) {
    RowFunction field = horizon.field();
    if (field == null) {
      return (bytes, from, keyTo, _) ->
          Bytes.compare(bytes, from, keyTo, bound, 0, bound.length) < 0;
    }
    RowWriter out = new RowWriter();
    return (bytes, _, keyTo, valueTo) -> isBefore(field, bytes, keyTo, valueTo, out, bound);
  }

  /** A function is for one thread at a time, but merges go on in several. */
  private static boolean isBefore(
      RowFunction field, byte[] bytes, int from, int to, RowWriter out, byte[] bound) {
    synchronized (field) {
      try {
        field.apply(bytes, from, to, out.reset());
      } catch (EvertException e) {
        // Such a row is among the errors where it was evaluated first.
        return false;
      }
    }
    return Bytes.compare(out.buffer(), 0, out.size(), bound, 0, bound.length) < 0;
  }
}
