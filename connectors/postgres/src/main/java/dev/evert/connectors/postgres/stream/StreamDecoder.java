package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.type.Epoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of pgoutput and passes on what they say. Belongs to the stream's thread.
 *
 * <p>A transaction comes whole between begin and commit, or, when it is large, in pieces while
 * others come in between; the pieces are kept until it is known whether it was committed.
 */
final class StreamDecoder {
  private static final int XID_BYTES = 4;

  private final CapturedTables tables;
  private final long[] exactFrom;
  private final Appender appender;
  private final ChangeWriter writer;
  private final Evolution evolution;
  private final Spools spools;
  private final PartitionWatch partitions;
  private final Map<Integer, Table> relations = new HashMap<>();
  private @Nullable Table latest;
  private boolean textNeeded;

  /**
   * @param exactFrom the place for each table before which changes do not count
   */
  StreamDecoder(
      CapturedTables tables,
      long[] exactFrom,
      Appender appender,
      ChangeWriter writer,
      Evolution evolution,
      Spools spools,
      PartitionWatch partitions) {
    this.tables = tables;
    this.exactFrom = exactFrom;
    this.appender = appender;
    this.writer = writer;
    this.evolution = evolution;
    this.spools = spools;
    this.partitions = partitions;
  }

  /** A table of the stream; without binding if it is not followed. */
  private record Table(int oid, @Nullable Binding binding) {}

  /** Whether a table has got a column whose values can only be read as text. */
  boolean needsText() {
    return textNeeded;
  }

  /** Forgets what the server tells again on a new connection. */
  void restart() {
    textNeeded = false;
    relations.clear();
    latest = null;
    spools.clear();
  }

  /** Takes the message that starts at {@code at} with its type. */
  void message(byte[] bytes, int at) throws SQLException, InterruptedException {
    switch (bytes[at]) {
      case 'B' -> begin(BigEndian.getLong(bytes, at + 1), BigEndian.getLong(bytes, at + 9));
      case 'C' -> appender.commit(BigEndian.getLong(bytes, at + 10));
      case 'S' -> spools.resume(BigEndian.getInt(bytes, at + 1), bytes[at + 5] == 1);
      case 'E' -> spools.pause();
      case 'A' -> spools.abort(BigEndian.getInt(bytes, at + 1), BigEndian.getInt(bytes, at + 5));
      case 'c' -> streamCommit(bytes, at);
      default -> {
        Spool spool = spools.current();
        if (spool == null) {
          apply(bytes, at, at + 1);
        } else {
          keep(spool, bytes, at);
        }
      }
    }
  }

  private void begin(long commitLsn, long commitMicros) throws InterruptedException {
    appender.begin(commitLsn, commitMicros + Epoch.UNIX_MICROS);
  }

  private void keep(Spool spool, byte[] bytes, int at) {
    UUID operation = bytes[at] == 'M' ? operation(bytes, at + 1 + XID_BYTES) : null;
    spools.guard(() -> {
      if (operation != null) {
        spool.operation(operation);
      }
      spool.write(bytes, at);
      return spool;
    });
  }

  private void streamCommit(byte[] bytes, int at) throws SQLException, InterruptedException {
    begin(BigEndian.getLong(bytes, at + 6), BigEndian.getLong(bytes, at + 22));
    Spool spool = spools.remove(BigEndian.getInt(bytes, at + 1));
    if (spool != null) {
      UUID operation = spool.operation();
      if (operation != null) {
        appender.operation(operation.getMostSignificantBits(), operation.getLeastSignificantBits());
      }
      replay(spool);
    }
    appender.commit(BigEndian.getLong(bytes, at + 14));
  }

  private void replay(Spool spool) throws SQLException, InterruptedException {
    try {
      spool.read(message -> apply(message, 0, 1 + XID_BYTES));
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.IO_FAILED, "reading a large transaction: " + e.getMessage(), null, e);
    } finally {
      spools.close(spool);
    }
  }

  /**
   * Passes on what a message says.
   *
   * @param type where its type stands
   * @param at where its contents start
   */
  private void apply(byte[] bytes, int type, int at) throws SQLException, InterruptedException {
    switch (bytes[type]) {
      case 'I' -> {
        Binding table = followed(bytes, at);
        if (table != null) {
          writer.insert(table, bytes, at + 5);
        }
      }
      case 'U' -> {
        Binding table = followed(bytes, at);
        if (table != null) {
          writer.update(table, bytes, at + 4);
        }
      }
      case 'D' -> {
        Binding table = followed(bytes, at);
        if (table != null) {
          writer.delete(table, bytes, at + 4);
        }
      }
      case 'R' -> relation(RelationMessage.read(bytes, at));
      case 'T' -> truncate(bytes, at);
      case 'M' -> logical(bytes, at);
      case 'Y', 'O' -> {}
      default ->
          throw new EvertException(
              ErrorCode.STORE_FAILED, "pgoutput sent a message of type " + (char) bytes[type]);
    }
  }

  private @Nullable Binding followed(byte[] bytes, int at) {
    int oid = BigEndian.getInt(bytes, at);
    Table table = latest;
    if (table == null || table.oid != oid) {
      table = relations.get(oid);
      latest = table;
    }
    if (table == null) {
      throw new EvertException(
          ErrorCode.STORE_FAILED,
          "pgoutput told a change of relation %s before the relation itself"
              .formatted(Integer.toUnsignedString(oid)));
    }
    Binding binding = table.binding;
    boolean counts = binding != null && counts(binding.table());
    return counts ? binding : null;
  }

  private boolean counts(int table) {
    long from = exactFrom[table];
    return from == 0 || !Lsn.isBefore(appender.commitLsn(), from);
  }

  private void relation(RelationMessage message) throws SQLException {
    int number = tables.numberOf(message.oid());
    Binding binding = null;
    if (number >= 0) {
      binding = evolution.bind(number, message, appender);
      textNeeded |= !tables.get(number).binary();
    }
    relations.put(message.oid(), new Table(message.oid(), binding));
    latest = null;
  }

  private void truncate(byte[] bytes, int at) throws InterruptedException {
    int count = BigEndian.getInt(bytes, at);
    for (int i = 0; i < count; i++) {
      int number = tables.numberOf(BigEndian.getInt(bytes, at + 5 + 4 * i));
      if (number >= 0) {
        partitions.truncated(number);
      }
      if (number >= 0 && counts(number)) {
        SourceBatch batch = appender.change();
        batch.control(ChangeKind.TRUNCATE, number);
      }
    }
  }

  private void logical(byte[] bytes, int at) throws InterruptedException {
    boolean transactional = (bytes[at] & 1) != 0;
    if (!transactional) {
      appender.idle(BigEndian.getLong(bytes, at + 1));
      return;
    }
    UUID operation = operation(bytes, at);
    if (operation != null) {
      appender.operation(operation.getMostSignificantBits(), operation.getLeastSignificantBits());
    }
  }

  /** The operation id in a logical message: flags, place, prefix with its 0, length and text. */
  private static @Nullable UUID operation(byte[] bytes, int at) {
    byte[] prefix = Operations.PREFIX;
    int from = at + 9;
    int end = from + prefix.length;
    if (end + 5 > bytes.length || !Arrays.equals(bytes, from, end, prefix, 0, prefix.length)) {
      return null;
    }
    int length = BigEndian.getInt(bytes, end + 1);
    if (bytes[end] != 0 || length != 36) {
      return null;
    }
    try {
      return UUID.fromString(new String(bytes, end + 5, length, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
