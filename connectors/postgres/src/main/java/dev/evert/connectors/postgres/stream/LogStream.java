package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Lineage;
import dev.evert.connectors.postgres.slot.SlotFailure;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.type.Epoch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyDual;

/**
 * The messages of a replication slot as they come. One thread reads; {@link #confirm} and {@link
 * #close} may be called by any.
 *
 * <p>The driver's own replication stream is not used, as it can only block for ever, with the lock
 * that a confirmation needs, or ask again each millisecond.
 */
final class LogStream implements AutoCloseable {
  private static final int STATUS_BYTES = 34;
  private static final int STREAMING_VERSION = 140_000;

  private static final long MOST_ALIVE_MILLIS = 10_000;

  private final Link link;
  private final CopyDual copy;
  private final long timeoutMillis;
  private final Lineage lineage;
  private boolean heard = true;
  private long quietNanos;

  private LogStream(Link link, CopyDual copy, long timeoutMillis, Lineage lineage) {
    this.link = link;
    this.copy = copy;
    this.timeoutMillis = timeoutMillis;
    this.lineage = lineage;
  }

  /**
   * Starts to read a slot, if nothing was missed in it: the server itself begins without a word
   * where more is confirmed.
   *
   * @param timeline that was read so far, 0 if not known
   * @param from where to start
   * @param binary whether values are to come in binary
   * @throws EvertException if the slot can not be read
   */
  static LogStream start(
      Connector connector, Origin origin, int timeline, long from, boolean binary) {
    Link link = SlotFailure.openReplication(connector);
    boolean started = false;
    try {
      Lineage lineage = Resumption.check(link, origin, timeline, from);
      LogStream stream = start(link, origin, lineage, from, binary);
      started = true;
      return stream;
    } catch (SQLException e) {
      throw refused(e, "reading replication slot " + origin.slot() + " at " + connector.settings());
    } finally {
      if (!started) {
        link.abort();
      }
    }
  }

  private static LogStream start(
      Link link, Origin origin, Lineage lineage, long from, boolean binary) throws SQLException {
    boolean streaming = link.version() >= STREAMING_VERSION;
    String options =
        "proto_version '%d', publication_names %s%s%s"
            .formatted(
                streaming ? 2 : 1,
                Sql.string(Sql.name(origin.publication())).strip(),
                streaming ? ", streaming 'on', messages 'true'" : "",
                streaming && binary ? ", binary 'true'" : "");
    long timeout = timeoutMillis(link.value("SHOW wal_sender_timeout"));
    String slot = Sql.name(origin.slot());
    String start = "START_REPLICATION SLOT " + slot + " LOGICAL " + Lsn.format(from);
    CopyDual copy = link.copy().copyDual(start + " (" + options + ")");
    return new LogStream(link, copy, timeout, lineage);
  }

  /** Where the messages come from. */
  Lineage lineage() {
    return lineage;
  }

  /** Reads a setting like {@code 1min}; 0 is never. */
  private static long timeoutMillis(String setting) {
    int end = 0;
    while (end < setting.length() && Character.isDigit(setting.charAt(end))) {
      end++;
    }
    long number = Long.parseLong(setting, 0, end, 10);
    return switch (setting.substring(end)) {
      case "s" -> TimeUnit.SECONDS.toMillis(number);
      case "min" -> TimeUnit.MINUTES.toMillis(number);
      case "h" -> TimeUnit.HOURS.toMillis(number);
      case "d" -> TimeUnit.DAYS.toMillis(number);
      default -> number;
    };
  }

  /** How long the server may hear nothing of the reader. */
  long aliveMillis() {
    return timeoutMillis == 0 ? MOST_ALIVE_MILLIS : Math.min(MOST_ALIVE_MILLIS, timeoutMillis / 3);
  }

  private static EvertException refused(SQLException failure, String attempt) {
    String state = String.valueOf(failure.getSQLState());
    return switch (state) {
      case "55000", "42704" -> {
        String message = attempt + ": " + SqlFailure.reason(failure);
        yield new EvertException(ErrorCode.SLOT_LOST, message, null, failure);
      }
      default -> SlotFailure.of(failure, attempt);
    };
  }

  /** The next message if it can be read without waiting. */
  byte @Nullable [] poll() throws SQLException {
    byte[] message = copy.readFromCopy(false);
    heard |= message != null;
    return message;
  }

  /**
   * The next message, for which to wait if nothing was to be had.
   *
   * @return null if nothing came in time
   * @throws SQLException if nothing came for so long that the server must be gone
   */
  byte @Nullable [] await(int limitMillis) throws SQLException, IOException {
    if (!link.socket().awaitReadable(limitMillis)) {
      checkSilence();
      return null;
    }
    heard = true;
    byte[] message = copy.readFromCopy(true);
    if (message == null) {
      throw new SQLException("the server ended the replication stream", "08006");
    }
    return message;
  }

  private void checkSilence() throws SQLException {
    long now = System.nanoTime();
    if (heard) {
      heard = false;
      quietNanos = now;
    }
    long silentMillis = TimeUnit.NANOSECONDS.toMillis(now - quietNanos);
    if (timeoutMillis > 0 && silentMillis > 2 * timeoutMillis) {
      throw new SQLException("nothing was heard for " + silentMillis + " ms", "08006");
    }
  }

  /** Tells the server that everything before {@code lsn} is safe, and that the reader lives. */
  void confirm(long lsn) throws SQLException {
    byte[] status = new byte[STATUS_BYTES];
    status[0] = 'r';
    BigEndian.putLong(status, 1, lsn);
    BigEndian.putLong(status, 9, lsn);
    BigEndian.putLong(status, 17, lsn);
    BigEndian.putLong(status, 25, System.currentTimeMillis() * 1000 - Epoch.UNIX_MICROS);
    synchronized (copy) {
      copy.writeToCopy(status, 0, status.length);
      copy.flushCopy();
    }
  }

  @Override
  public void close() {
    link.abort();
  }
}
