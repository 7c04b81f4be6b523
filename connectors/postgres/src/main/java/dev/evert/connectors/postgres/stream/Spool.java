package dev.evert.connectors.postgres.stream;

import dev.evert.spi.row.BigEndian;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a transaction that is told before it is committed, in a file: nobody knows yet
 * whether they will count. Belongs to the stream's thread.
 *
 * <pre>
 *   length (int4)  message, from its type on      for each
 * </pre>
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final List<Subtransaction> subtransactions = new ArrayList<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private long sizeBytes;
  private @Nullable UUID operation;
  private long operationAt;

  /** In a new file. */
  Spool(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  /** Where the first message of a subtransaction stands. */
  private record Subtransaction(int xid, long start) {}

  /** Takes messages one after the other. */
  @FunctionalInterface
  interface Reader {
    /** Takes the message that starts at the beginning of {@code bytes}; they are used again. */
    void message(byte[] bytes) throws SQLException, InterruptedException;
  }

  /** The operation id that the transaction was given, if it was given one. */
  @Nullable UUID operation() {
    return operation;
  }

  /** The message that is written next gives the transaction this operation id. */
  void operation(UUID id) {
    operation = id;
    operationAt = sizeBytes;
  }

  /** Adds a message. */
  void write(byte[] message, int at) throws IOException {
    int xid = BigEndian.getInt(message, at + 1);
    if (places.putIfAbsent(xid, subtransactions.size()) == null) {
      subtransactions.add(new Subtransaction(xid, sizeBytes));
    }
    int length = message.length - at;
    if (buffer.remaining() < Integer.BYTES + length) {
      drain();
    }
    if (buffer.remaining() < Integer.BYTES + length) {
      ByteBuffer large = ByteBuffer.allocate(Integer.BYTES + length);
      writeFully(large.putInt(length).put(message, at, length).flip());
    } else {
      buffer.putInt(length).put(message, at, length);
    }
    sizeBytes += Integer.BYTES + length;
  }

  /** Forgets a subtransaction that was rolled back, with all that began inside it. */
  void abort(int xid) throws IOException {
    Integer place = places.get(xid);
    if (place == null) {
      return;
    }
    truncate(subtransactions.get(place).start);
    List<Subtransaction> undone = subtransactions.subList(place, subtransactions.size());
    undone.forEach(subtransaction -> places.remove(subtransaction.xid));
    undone.clear();
  }

  private void truncate(long newSizeBytes) throws IOException {
    drain();
    channel.truncate(newSizeBytes);
    sizeBytes = newSizeBytes;
    if (operationAt >= newSizeBytes) {
      operation = null;
    }
  }

  private void drain() throws IOException {
    writeFully(buffer.flip());
    buffer.clear();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Gives all messages that count, in order. */
  void read(Reader reader) throws IOException, SQLException, InterruptedException {
    drain();
    channel.position(0);
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES));
    byte[] bytes = new byte[256];
    for (long at = 0; at < sizeBytes; ) {
      int length = in.readInt();
      if (length > bytes.length) {
        bytes = new byte[Math.max(length, 2 * bytes.length)];
      }
      in.readFully(bytes, 0, length);
      reader.message(bytes);
      at += Integer.BYTES + length;
    }
  }

  /** Removes the file. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
