package dev.evert.connectors.postgres.state;

import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.spi.row.BigEndian;
import java.util.Map;
import java.util.Optional;

/**
 * How far a source has read the log. Kept under the name {@code at} as two int8.
 *
 * @param applied where the commit of the last transaction stands that was appended, 0 if none was
 * @param upTo all transactions whose commit stands before it were appended; one that stands at it
 *     or after it is not, and is told again when the stream starts here
 */
public record Position(long applied, long upTo) {
  /** The entry's name. */
  public static final String NAME = "at";

  private static final int SIZE_BYTES = 2 * Long.BYTES;

  /** Reads the entry. */
  public static Optional<Position> read(Map<String, byte[]> state) {
    byte[] bytes = state.get(NAME);
    return bytes == null
        ? Optional.empty()
        : Optional.of(new Position(BigEndian.getLong(bytes, 0), BigEndian.getLong(bytes, 8)));
  }

  /** The entry's value. */
  public byte[] toBytes() {
    byte[] bytes = new byte[SIZE_BYTES];
    BigEndian.putLong(bytes, 0, applied);
    BigEndian.putLong(bytes, Long.BYTES, upTo);
    return bytes;
  }

  /** Whether every transaction before {@code lsn} was appended. */
  public boolean reaches(long lsn) {
    return !Lsn.isBefore(upTo, lsn);
  }

  /** Whether a transaction at or after {@code lsn} was appended. */
  public boolean passes(long lsn) {
    return applied != 0 && !Lsn.isBefore(applied, lsn);
  }
}
