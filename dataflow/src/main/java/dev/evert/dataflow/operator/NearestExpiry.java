package dev.evert.dataflow.operator;

import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Has right rows of nearest pairs expire: of those with one key that are behind the watermarks of
 * both sides, a left row that comes can only be nearest to the latest.
 */
final class NearestExpiry implements Expiry {
  private final HorizonExpiry horizon;
  private final RowFunction place;
  private final int placeBytes;

  /**
   * @param horizon what places of rows that come or go are not behind
   * @param place writes a right row's place as the horizon's bounds are written
   * @param placeBytes of the place that a key ends with; the latest comes first
   */
  NearestExpiry(HorizonExpiry horizon, RowFunction place, int placeBytes) {
    this.horizon = horizon;
    this.place = place;
    this.placeBytes = placeBytes;
  }

  /** What comes before or after an entry is seen only where all are merged. */
  @Override
  public @Nullable Expired now() {
    return null;
  }

  @Override
  public @Nullable Expired nowOfAll() {
    byte[] least = horizon.least();
    return least == null ? null : new Superseded(least);
  }

  /** Entries after the first one of their key that is behind the border, and not at its place. */
  private final class Superseded implements Expired {
    private final byte[] border;
    private final RowWriter field = new RowWriter();
    private byte[] latest = {};

    Superseded(byte[] border) {
      this.border = border;
    }

    @Override
    public boolean test(byte[] bytes, int keyFrom, int keyTo, int valueTo) {
      int placeFrom = keyTo - placeBytes;
      int keyBytes = latest.length - placeBytes;
      boolean sameKey =
          latest.length > 0 && Bytes.equal(bytes, keyFrom, placeFrom, latest, 0, keyBytes);
      if (sameKey) {
        return !Bytes.equal(bytes, placeFrom, keyTo, latest, keyBytes, latest.length);
      }
      if (isBehind(bytes, keyTo, valueTo)) {
        latest = Arrays.copyOfRange(bytes, keyFrom, keyTo);
      }
      return false;
    }

    private boolean isBehind(byte[] bytes, int from, int to) {
      synchronized (place) {
        place.apply(bytes, from, to, field.reset());
      }
      return Bytes.compare(field.buffer(), 0, field.size(), border, 0, border.length) < 0;
    }
  }
}
