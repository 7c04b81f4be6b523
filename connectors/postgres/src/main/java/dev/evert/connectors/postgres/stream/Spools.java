package dev.evert.connectors.postgres.stream;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transactions that are told before they are committed. Belongs to the stream's thread. */
final class Spools {
  private final Path directory;
  private final Map<Integer, Spool> open = new HashMap<>();
  private @Nullable Spool current;

  Spools(Path scratch) {
    directory = scratch.resolve("transactions");
  }

  /** Something that reads or writes files. */
  @FunctionalInterface
  interface Work<R> {
    R run() throws IOException;
  }

  /** Says what went wrong with a file. */
  <R> R guard(Work<R> work) {
    try {
      return work.run();
    } catch (IOException e) {
      boolean full = String.valueOf(e.getMessage()).contains("No space left");
      throw new EvertException(
          full ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILED,
          "keeping a large transaction in " + directory + ": " + e.getMessage(),
          null,
          e);
    }
  }

  /** Forgets all of them: the server tells them again. */
  void clear() {
    current = null;
    open.values().forEach(this::close);
    open.clear();
    guard(() -> {
      Files.createDirectories(directory);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      return directory;
    });
  }

  /** Messages of this transaction follow, until {@link #pause}. */
  void resume(int xid, boolean first) {
    Spool spool = open.get(xid);
    if ((spool == null) != first) {
      throw new EvertException(
          ErrorCode.STORE_FAILED,
          "pgoutput told %s piece of transaction %s"
              .formatted(
                  first ? "another first" : "a later but no first", Integer.toUnsignedString(xid)));
    }
    if (spool == null) {
      Path file = directory.resolve(Integer.toUnsignedString(xid) + ".spool");
      spool = guard(() -> new Spool(file));
      open.put(xid, spool);
    }
    current = spool;
  }

  /** What follows is no part of the transaction. */
  void pause() {
    current = null;
  }

  /** The transaction whose messages follow; null if none. */
  @Nullable Spool current() {
    return current;
  }

  /** Takes out a transaction that is committed; null if it has no messages. */
  @Nullable Spool remove(int xid) {
    return open.remove(xid);
  }

  /** Forgets what was rolled back. */
  void abort(int xid, int subtransaction) {
    if (xid != subtransaction) {
      Spool spool = open.get(xid);
      guard(() -> {
        if (spool != null) {
          spool.abort(subtransaction);
        }
        return directory;
      });
      return;
    }
    Spool spool = open.remove(xid);
    if (spool != null) {
      close(spool);
    }
  }

  /** Removes a transaction's file. */
  void close(Spool spool) {
    guard(() -> {
      spool.close();
      return directory;
    });
  }
}
