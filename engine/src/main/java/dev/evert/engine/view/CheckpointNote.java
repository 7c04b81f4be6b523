package dev.evert.engine.view;

import dev.evert.engine.delivery.DeliveryIntents.Intent;
import dev.evert.engine.ingest.SourceLedger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checkpoint keeps beside the circuit's state, at the same time of the log.
 *
 * @param ledgers one a source
 * @param intents the last delivery of each sink that was begun, by the sink's name
 */
record CheckpointNote(List<SourceLedger> ledgers, Map<String, Intent> intents)
    implements Checkpoints.Note {

  CheckpointNote {
    ledgers = List.copyOf(ledgers);
    intents = Map.copyOf(intents);
  }

  /** What holds before anything was read. */
  static CheckpointNote empty(int sources) {
    List<SourceLedger> ledgers = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      ledgers.add(new SourceLedger());
    }
    return new CheckpointNote(ledgers, Map.of());
  }

  /**
   * The first position that has to be read again.
   *
   * @param time of the checkpoint: what was read after it is read again, even if it changed nothing
   */
  @Override
  public long neededFrom(long time) {
    return ledgers.stream()
        .flatMapToLong(ledger -> ledger.deferredFrom().stream())
        .reduce(time, Math::min);
  }

  @Override
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(ledgers.size());
      for (SourceLedger ledger : ledgers) {
        ledger.write(out);
      }
      out.writeInt(intents.size());
      for (Map.Entry<String, Intent> intent : new TreeMap<>(intents).entrySet()) {
        out.writeUTF(intent.getKey());
        out.writeLong(intent.getValue().from());
        out.writeLong(intent.getValue().to());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static CheckpointNote decode(byte[] note) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(note))) {
      List<SourceLedger> ledgers = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        ledgers.add(SourceLedger.read(in));
      }
      Map<String, Intent> intents = new HashMap<>();
      for (int i = in.readInt(); i > 0; i--) {
        intents.put(in.readUTF(), new Intent(in.readLong(), in.readLong()));
      }
      return new CheckpointNote(ledgers, intents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
