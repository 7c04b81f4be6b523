package dev.evert.engine.database;

import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.view.Checkpoints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a checkpoint keeps beside the circuit's state.
 *
 * <pre>
 *   format (1 byte) number of ids (4) id (8)* the ledger
 * </pre>
 *
 * @param kept the ids of the views and indexes that the circuit has
 * @param ledger says whether a change of rows was read in part
 */
record DatabaseNote(Set<Long> kept, SourceLedger ledger) implements Checkpoints.Note {
  private static final int FORMAT = 1;

  DatabaseNote {
    kept = Set.copyOf(kept);
  }

  /** Before anything was read. */
  static DatabaseNote empty() {
    return new DatabaseNote(Set.of(), new SourceLedger());
  }

  @Override
  public long neededFrom(long time) {
    return Math.min(time, ledger.deferredFrom().orElse(time));
  }

  @Override
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(kept.size());
      for (long id : new TreeSet<>(kept)) {
        out.writeLong(id);
      }
      ledger.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A note as it was encoded; empty if it has another form: what it is about is derived anew. */
  static Optional<DatabaseNote> decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        return Optional.empty();
      }
      Set<Long> kept = new TreeSet<>();
      for (int i = in.readInt(); i > 0; i--) {
        kept.add(in.readLong());
      }
      return Optional.of(new DatabaseNote(kept, SourceLedger.read(in)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
