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
    return field == null ? new KeysBefore(bound) : new FieldsBefore(field, bound);
  }

  /** Entries whose key is before a bound. */
  private record KeysBefore(byte[] bound) implements Expired {
    @Override
    public boolean test(byte[] bytes, int keyFrom, int keyTo, int valueTo) {
      return Bytes.compare(bytes, keyFrom, keyTo, bound, 0, bound.length) < 0;
    }

    @Override
    public boolean testValue(byte[] bytes, int from, int to, boolean first) {
      return first;
    }
  }

  /** Entries that have a field of their value before a bound. */
  private static final class FieldsBefore implements Expired {
    private final RowFunction field;
    private final byte[] bound;
    private final RowWriter out = new RowWriter();

    FieldsBefore(RowFunction field, byte[] bound) {
      this.field = field;
      this.bound = bound;
    }

    @Override
    public boolean test(byte[] bytes, int keyFrom, int keyTo, int valueTo) {
      return isBefore(bytes, keyTo, valueTo);
    }

    @Override
    public boolean testValue(byte[] bytes, int from, int to, boolean first) {
      return isBefore(bytes, from, to);
    }

    /** A function is for one thread at a time, but merges go on in several. */
    private boolean isBefore(byte[] bytes, int from, int to) {
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
}
