package dev.evert.engine;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store outside that sinks fill: it outlives them, and checks what it is given as far as its kind
 * allows. Safe for several threads.
 */
final class MemoryStore {
  /** How a store keeps what it is given. */
  enum Kind {
    /** A batch and its progress at once, durably: like a database. */
    TRANSACTIONAL,
    /** In the process until a flush: like an embedded index. */
    EMBEDDED,
    /** Each change on its own by its version, the progress with a flush: like a search server. */
    VERSIONED
  }

  private record Held(byte @Nullable [] row, long version) {}

  private final Kind kind;
  private NavigableMap<byte[], Held> rows = rows();
  private Optional<SinkProgress> progress = Optional.empty();
  private NavigableMap<byte[], Held> volatileRows = rows();
  private Optional<SinkProgress> volatileProgress = Optional.empty();
  private final List<String> writes = new ArrayList<>();
  private @Nullable Schema schema;
  private int changesLeft = Integer.MAX_VALUE;
  private boolean mended;

  MemoryStore(Kind kind) {
    this.kind = kind;
  }

  private static NavigableMap<byte[], Held> rows() {
    return new TreeMap<>(Arrays::compareUnsigned);
  }

  synchronized Optional<SinkProgress> prepare(Schema wanted) {
    Schema held = schema;
    if (held != null && !wanted.columns().subList(0, held.width()).equals(held.columns())) {
      throw new EvertException(ErrorCode.SINK_MISFIT, "holds " + held + ", wanted " + wanted);
    }
    schema = wanted;
    volatileRows = rows();
    volatileRows.putAll(rows);
    volatileProgress = progress;
    return progress;
  }

  /** The process that fills the store goes on for so many changes only. */
  synchronized void crashAfter(int changes) {
    changesLeft = changes;
  }

  /** The process that fills the store is gone: what is not durable is lost. */
  synchronized void crash() {
    changesLeft = Integer.MAX_VALUE;
  }

  synchronized void write(SinkBatch batch) {
    writes.add(batch.progress().token());
    checkOrder(batch.changes());
    long version = batch.progress().version();
    if (volatileProgress.filter(held -> held.version() >= version).isPresent()) {
      return;
    }
    NavigableMap<byte[], Held> target = kind == Kind.VERSIONED ? rows : rows();
    if (kind != Kind.VERSIONED) {
      target.putAll(volatileRows);
    }
    for (SinkChange change : batch.changes()) {
      if (changesLeft-- <= 0) {
        throw new Crash();
      }
      check(change, target.get(change.key()), version);
      apply(change, target);
    }
    volatileProgress = Optional.of(batch.progress());
    if (kind != Kind.VERSIONED) {
      volatileRows = target;
    }
    if (kind == Kind.TRANSACTIONAL) {
      save();
    }
  }

  private static void checkOrder(List<SinkChange> changes) {
    for (int i = 1; i < changes.size(); i++) {
      if (Arrays.compareUnsigned(changes.get(i - 1).key(), changes.get(i).key()) >= 0) {
        throw new AssertionError("keys out of order");
      }
    }
  }

  private void check(SinkChange change, @Nullable Held held, long batchVersion) {
    if (change.version() > batchVersion) {
      throw new AssertionError("a change is later than its batch");
    }
    if (kind == Kind.VERSIONED || mended) {
      return;
    }
    byte[] row = held == null ? null : held.row();
    if (!Arrays.equals(row, change.before())) {
      throw new AssertionError(
          "key "
              + HexFormat.of().formatHex(change.key())
              + ": the change has "
              + text(change.before())
              + " before it, the store "
              + text(row));
    }
    if (held != null && held.version() >= change.version()) {
      throw new AssertionError("version " + change.version() + " after " + held.version());
    }
  }

  private void apply(SinkChange change, NavigableMap<byte[], Held> target) {
    Held held = target.get(change.key());
    if (held == null || held.version() <= change.version()) {
      target.put(change.key(), new Held(change.after(), change.version()));
    }
  }

  /** Writes rows whatever is there. */
  synchronized void repair(SinkBatch batch) {
    mended = true;
    for (SinkChange change : batch.changes()) {
      volatileRows.put(change.key(), new Held(change.after(), change.version()));
      rows.put(change.key(), new Held(change.after(), change.version()));
    }
  }

  synchronized SinkProgress flush() {
    if (changesLeft <= 0) {
      throw new Crash();
    }
    save();
    return progress.orElseThrow(() -> new AssertionError("nothing was written"));
  }

  private void save() {
    if (kind != Kind.VERSIONED) {
      rows = volatileRows;
    }
    progress = volatileProgress;
  }

  /** Sets a row without anybody's knowing; null removes it. */
  synchronized void manipulate(byte[] key, byte @Nullable [] row) {
    long version = progress.map(SinkProgress::version).orElse(0L);
    rows.put(key, new Held(row, version));
    volatileRows.put(key, new Held(row, version));
  }

  /** Deletes everything: the store is new. */
  synchronized void drop() {
    rows = rows();
    volatileRows = rows();
    progress = Optional.empty();
    volatileProgress = Optional.empty();
    schema = null;
    mended = false;
  }

  /** The rows that are held durably, by key. */
  synchronized Map<byte[], byte[]> rowsByKey() {
    TreeMap<byte[], byte[]> present = new TreeMap<>(Arrays::compareUnsigned);
    rows.forEach((key, held) -> {
      if (held.row() != null) {
        present.put(key, held.row());
      }
    });
    return present;
  }

  /** The rows that are held durably, as text, sorted. */
  synchronized List<String> texts() {
    return rowsByKey().values().stream().map(this::text).sorted().toList();
  }

  private String text(byte @Nullable [] row) {
    Schema held = schema;
    return row == null || held == null ? "nothing" : Rows.text(held, row);
  }

  /** The progress that is held durably. */
  synchronized Optional<SinkProgress> progress() {
    return progress;
  }

  /** Whether rows were written into it but by batches: they need not be of one moment. */
  synchronized boolean isMended() {
    return mended;
  }

  /** The tokens of all batches that were written, in order. */
  synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  /** The content that rows are compared by: all of the row. */
  byte[] content(byte[] row) {
    Schema held = schema;
    RowReader in = new RowReader().set(row);
    RowWriter out = new RowWriter();
    int columns = held == null ? 0 : held.width();
    for (int i = 0; i < columns && held != null; i++) {
      int from = in.offset();
      in.skip(held.type(i));
      out.putEncoded(row, from, in.offset() - from);
    }
    return out.toBytes();
  }

  /** The process has ended. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("the process was killed", null, false, false);
    }
  }
}
