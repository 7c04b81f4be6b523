package dev.evert.engine.ingest;

import dev.evert.log.EventView;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.source.ChangeKind;

/**
 * How a source's change is laid out in an event of the log.
 *
 * <pre>
 *   key     = the row's key in KeyFormat; for STATE the entry's name in UTF-8; otherwise empty
 *   payload = mark (1 byte) [old key length (4 bytes, big-endian) old key] row
 *   mark    = 0x80 more | 0x40 partial | 0x20 follows | 0x10 inside | code of the kind (4 bits)
 * </pre>
 *
 * <p>The old key is there for MOVE alone. <b>inside</b>: the event belongs to a transaction.
 * <b>follows</b>: it is not the first one of it. <b>more</b>: it is not the last one.
 * <b>partial</b>: the transaction does not end in the append that holds this event.
 */
public final class EventFormat {
  static final int MORE = 0x80;
  static final int PARTIAL = 0x40;
  static final int FOLLOWS = 0x20;
  static final int INSIDE = 0x10;
  private static final int CODE = 0x0F;

  private EventFormat() {}

  /** What kind of change the event is. */
  public static ChangeKind kind(EventView event) {
    return ChangeKind.ofCode(mark(event) & CODE);
  }

  /** Whether the transaction goes on after the event. */
  public static boolean more(EventView event) {
    return (mark(event) & MORE) != 0;
  }

  /** Whether the event's transaction does not end in the append that holds the event. */
  public static boolean partial(EventView event) {
    return (mark(event) & PARTIAL) != 0;
  }

  /** Whether the event is the first one of a transaction. */
  public static boolean begins(EventView event) {
    return (mark(event) & (INSIDE | FOLLOWS)) == INSIDE;
  }

  /** Whether the event belongs to a transaction. */
  public static boolean inside(EventView event) {
    return (mark(event) & INSIDE) != 0;
  }

  private static int mark(EventView event) {
    return event.array()[event.payloadOffset()];
  }

  /** Where in the event's array the row starts. */
  public static int rowStart(EventView event) {
    int at = event.payloadOffset() + 1;
    return kind(event) == ChangeKind.MOVE ? at + Integer.BYTES + oldKeyLength(event) : at;
  }

  /** Where in the event's array the row ends. */
  public static int rowEnd(EventView event) {
    return event.payloadOffset() + event.payloadLength();
  }

  /** Where in a MOVE's array the old key starts. */
  public static int oldKeyStart(EventView event) {
    return event.payloadOffset() + 1 + Integer.BYTES;
  }

  /** The number of bytes of a MOVE's old key. */
  public static int oldKeyLength(EventView event) {
    return BigEndian.getInt(event.array(), event.payloadOffset() + 1);
  }
}
