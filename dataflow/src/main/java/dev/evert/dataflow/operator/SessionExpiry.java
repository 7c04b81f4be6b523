package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.arrangement.MergeCursor;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has sessions expire that no row can change any more, as they have ended behind the watermark; and
 * with them their rows, however long ago the first of them was.
 */
final class SessionExpiry {
  private final HorizonExpiry horizon;
  private final long gap;
  private final Arrangement sessions;

  /**
   * @param horizon what times of rows that come or go are not behind
   * @param sessions by partition and the time of the last row, with that of the first
   */
  SessionExpiry(HorizonExpiry horizon, long gap, Arrangement sessions) {
    this.horizon = horizon;
    this.gap = gap;
    this.sessions = sessions;
  }

  /** The time that a session has to reach to be changed by a row; null if it is not known. */
  private @Nullable Long border() {
    byte[] least = horizon.least();
    return least == null ? null : SessionRegion.plus(SessionRegion.time(least, least.length), -gap);
  }

  /** Has sessions expire. */
  Expiry.@Nullable Expired ofSessions() {
    Long border = border();
    return border == null
        ? null
        : (bytes, _, keyTo, _) -> SessionRegion.time(bytes, keyTo) < border;
  }

  /** Has rows expire: which of them are in a session that goes on is looked up in all of these. */
  Expiry ofRows() {
    return new Expiry() {
      @Override
      public @Nullable Expired now() {
        return null;
      }

      @Override
      public @Nullable Expired nowOfAll() {
        Long border = border();
        return border == null ? null : rowsBefore(border, open(border));
      }
    };
  }

  private static Expiry.Expired rowsBefore(long border, Map<ByteBuffer, Long> open) {
    return (bytes, keyFrom, keyTo, _) -> {
      long time = SessionRegion.time(bytes, keyTo);
      if (time >= border) {
        return false;
      }
      Long first = open.get(partition(bytes, keyFrom, keyTo));
      return first == null || time < first;
    };
  }

  /** When the first session began in each partition that may still change. */
  private Map<ByteBuffer, Long> open(long border) {
    Map<ByteBuffer, Long> open = new HashMap<>();
    MergeCursor cursor = new MergeCursor().over(sessions.runs());
    while (cursor.next()) {
      byte[] bytes = cursor.bytes();
      if (SessionRegion.time(bytes, cursor.keyTo()) >= border) {
        ByteBuffer partition = partition(bytes, cursor.keyFrom(), cursor.keyTo());
        long first = SessionRegion.time(bytes, cursor.valueTo());
        if (!open.containsKey(partition)) {
          int length = partition.remaining();
          open.put(ByteBuffer.allocate(length).put(partition).flip(), first);
        }
      }
    }
    cursor.clear();
    return open;
  }

  private static ByteBuffer partition(byte[] bytes, int keyFrom, int keyTo) {
    return ByteBuffer.wrap(bytes, keyFrom, keyTo - SessionRegion.TIME_BYTES - keyFrom);
  }
}
