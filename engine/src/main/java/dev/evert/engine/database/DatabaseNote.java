package dev.evert.engine.database;

import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.view.Checkpoints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a checkpoint keeps beside the circuit's state.
 *
 * @param kept the ids of the views and indexes that the circuit has
 * @param ledger says whether a change of rows was read in part
 */
record DatabaseNote(Set<Long> kept, SourceLedger ledger) implements Checkpoints.Note {
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

  static DatabaseNote decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Set<Long> kept = new TreeSet<>();
      for (int i = in.readInt(); i > 0; i--) {
        kept.add(in.readLong());
      }
      return new DatabaseNote(kept, SourceLedger.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
