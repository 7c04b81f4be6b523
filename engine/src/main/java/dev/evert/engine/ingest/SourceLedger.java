package dev.evert.engine.ingest;

import dev.evert.log.EventView;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the log says of one source up to a position: its own state, whether its tables are complete,
 * and whether a transaction has begun that is not yet whole. Owned by the thread that reads the
 * log.
 */
public final class SourceLedger {
  private static final long NONE = -1;

  private final Map<String, byte[]> state = new HashMap<>();
  private boolean complete;
  private boolean ended;
  private long openFrom = NONE;

  /** Applies an event of the source's own stream. */
  public void apply(EventView event) {
    switch (EventFormat.kind(event)) {
      case STATE -> applyState(event);
      case COMPLETE -> complete = true;
      case END -> ended = true;
      case UPSERT, MOVE, DELETE, INSERT, RETRACT, TRUNCATE, SCHEMA, RESET ->
          throw new IllegalStateException("a row in the source's own stream");
    }
  }

  private void applyState(EventView event) {
    String name = new String(event.key(), StandardCharsets.UTF_8);
    int from = EventFormat.rowStart(event);
    int to = EventFormat.rowEnd(event);
    if (from == to) {
      state.remove(name);
    } else {
      state.put(name, Arrays.copyOfRange(event.array(), from, to));
    }
  }

  /** A table of the source is being copied anew. */
  public void reset() {
    complete = false;
  }

  /** The source's state: what it goes on from. */
  public Map<String, byte[]> state() {
    return Map.copyOf(state);
  }

  /** Whether the source's tables are complete and consistent with each other. */
  public boolean complete() {
    return complete;
  }

  /** The source runs again: more may come of it until it says that it has ended. */
  public void resume() {
    ended = false;
  }

  /** Whether nothing more comes from the source. */
  public boolean ended() {
    return ended;
  }

  /** A part of a transaction that is not yet whole was read, which began at {@code version}. */
  public void defer(long version) {
    if (openFrom == NONE) {
      openFrom = version;
    }
  }

  /** The first event of the transaction that is not yet whole. */
  public OptionalLong deferredFrom() {
    return openFrom == NONE ? OptionalLong.empty() : OptionalLong.of(openFrom);
  }

  /** The transaction became whole, or the source began another one. */
  public void forgetDeferred() {
    openFrom = NONE;
  }

  /** Another ledger that says the same. */
  public SourceLedger copy() {
    SourceLedger copy = new SourceLedger();
    copy.state.putAll(state);
    copy.complete = complete;
    copy.ended = ended;
    copy.openFrom = openFrom;
    return copy;
  }

  /** Writes the ledger; {@link #read} reads it. */
  public void write(DataOutputStream out) throws IOException {
    out.writeBoolean(complete);
    out.writeBoolean(ended);
    out.writeLong(openFrom);
    out.writeInt(state.size());
    for (Map.Entry<String, byte[]> entry : new TreeMap<>(state).entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      out.write(entry.getValue());
    }
  }

  /** Reads a ledger that {@link #write} wrote. */
  public static SourceLedger read(DataInputStream in) throws IOException {
    SourceLedger ledger = new SourceLedger();
    ledger.complete = in.readBoolean();
    ledger.ended = in.readBoolean();
    ledger.openFrom = in.readLong();
    int entries = in.readInt();
    for (int i = 0; i < entries; i++) {
      String name = in.readUTF();
      ledger.state.put(name, in.readNBytes(in.readInt()));
    }
    return ledger;
  }
}
