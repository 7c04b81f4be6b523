package dev.evert.dataflow.output;

import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.digest.Digest;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows of a view, by its key, and the changes that its readers have not read. The circuit's
 * thread adds to it and publishes; any thread reads. This object guards all of it.
 */
public final class View implements ViewOutput {
  /**
   * A reader that has read nothing is given changes with their causes as long as they are no more
   * than this; beyond, it is given rows, and no changes are kept for it.
   */
  static final long FIRST_CHANGES_BYTES = 16 << 20;

  private final String name;
  private final Schema schema;
  private final RunStorage storage;
  private final Arrangement rows;
  private final Arrangement pending;
  private final ChangeLog log;
  private final Map<String, Reader> readers = new LinkedHashMap<>();
  private final Set<Long> restored = new TreeSet<>();
  private Digest pendingDigest = Digest.ZERO;
  private Digest digest;
  private long rowCount;
  private long time;
  private long added;

  /** An empty view. */
  public View(String name, Schema schema, RunStorage storage) {
    this(name, schema, storage, ViewState.EMPTY);
  }

  /** A view as it was saved; takes over the hold on the runs. */
  public View(String name, Schema schema, RunStorage storage, ViewState saved) {
    this.name = name;
    this.schema = schema;
    this.storage = storage;
    this.rows = new Arrangement("view " + name, storage, false);
    this.pending = new Arrangement("pending " + name, storage, true);
    this.time = saved.time();
    this.digest = saved.digest();
    this.rowCount = saved.rowCount();
    this.log = new ChangeLog(saved.floor(), saved.floorDigest());
    saved.rows().forEach(rows::restore);
    if (!saved.intervals().isEmpty()) {
      restored.add(saved.floor());
    }
    for (ViewState.SavedInterval interval : saved.intervals()) {
      Arrangement changes = changes();
      interval.runs().forEach(changes::restore);
      log.append(new Interval(log.end(), interval.to(), interval.digest(), changes));
      restored.add(interval.to());
    }
  }

  private Arrangement changes() {
    return new Arrangement("changes of " + name, storage, true);
  }

  /** Adds changes that the next publication makes visible; takes over the hold on the run. */
  public synchronized void add(Run run, Digest change) {
    pending.settle();
    pending.add(run);
    added += run.entries();
    pendingDigest = pendingDigest.plus(change);
  }

  /** Whether something was added that was not published. */
  public synchronized boolean hasPending() {
    return !pending.isEmpty();
  }

  /**
   * Checks that a publication passes over no boundary.
   *
   * @throws IllegalArgumentException if it does, naming the reader and the boundary
   */
  public synchronized void checkPublication(long upTo) {
    for (Reader reader : readers.values()) {
      reader.checkPublished(time, upTo);
    }
  }

  /** Makes what was added visible. */
  public synchronized void publish(long upTo) {
    List<Run> runs = pending.take();
    digest = digest.plus(pendingDigest);
    pendingDigest = Digest.ZERO;
    assert log.end() == time;
    Arrangement changes = changes();
    for (Run run : runs) {
      rowCount += run.weight();
      changes.add(run.hold());
      rows.add(run);
    }
    log.append(new Interval(time, upTo, digest, changes));
    time = upTo;
    compact();
    rows.settle();
    log.settle();
  }

  /** Forgets the changes and borders that nobody needs any more. */
  private void compact() {
    long needed = restored.isEmpty() ? time : restored.iterator().next();
    Set<Long> borders = new HashSet<>(restored);
    for (Reader reader : readers.values()) {
      needed = Math.min(needed, reader.needed(log, time));
      borders.add(reader.frontier());
      borders.addAll(reader.boundaries());
    }
    log.dropUpTo(needed);
    log.keepBorders(borders);
  }

  /** Merges runs; returns through how many entries it went. */
  public synchronized long maintain(long entries) {
    long done = rows.maintain(entries);
    return done + log.maintain(entries - done);
  }

  /** What is to be saved; holds its runs. Readers that are not there now lose what they had. */
  public synchronized ViewState save() {
    assert !hasPending();
    restored.clear();
    compact();
    List<ViewState.SavedInterval> intervals = new ArrayList<>();
    for (Interval interval : log.intervals()) {
      intervals.add(
          new ViewState.SavedInterval(
              interval.to(), interval.digest(), held(interval.changes().runs())));
    }
    return new ViewState(
        time, digest, rowCount, held(rows.runs()), log.floor(), log.floorDigest(), intervals);
  }

  private static List<Run> held(Run[] runs) {
    for (Run run : runs) {
      run.hold();
    }
    return List.of(runs);
  }

  /** All runs, each held. */
  public synchronized List<Run> holdRuns() {
    List<Run> runs = new ArrayList<>(held(rows.runs()));
    runs.addAll(held(pending.runs()));
    for (Interval interval : log.intervals()) {
      runs.addAll(held(interval.changes().runs()));
    }
    return runs;
  }

  /** What it holds. */
  public synchronized OperatorStats stats() {
    List<Arrangement> all = new ArrayList<>(List.of(rows, pending));
    log.intervals().forEach(interval -> all.add(interval.changes()));
    return OperatorStats.of(name.isEmpty() ? "errors" : "view " + name, added, 0, all);
  }

  /** The heap that its runs take. */
  public synchronized long memoryBytes() {
    long sum = rows.memoryBytes() + pending.memoryBytes();
    for (Interval interval : log.intervals()) {
      sum += interval.changes().memoryBytes();
    }
    return sum;
  }

  /** Lets go of everything. */
  public synchronized void close() {
    rows.clear();
    pending.clear();
    log.dropUpTo(Long.MAX_VALUE);
    readers.clear();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public synchronized long time() {
    return time;
  }

  @Override
  public synchronized long rowCount() {
    return rowCount;
  }

  @Override
  public synchronized Digest digest() {
    return digest;
  }

  @Override
  public synchronized RowCursor rows() {
    return new StoredRows(new HeldRuns(rows.runs()), schema.keyed(), null);
  }

  @Override
  public synchronized RowCursor lookup(byte[] key, int from, int to) {
    return new FoundRows(new HeldRuns(rows.runs()), key, from, to, null);
  }

  @Override
  public synchronized OutputReader reader(String name, long frontier, List<Long> boundaries) {
    if (frontier != BEGINNING) {
      checkKept(frontier);
    }
    boundaries.forEach(this::checkKept);
    Reader reader = new Reader(this, name, frontier, boundaries);
    readers.put(name, reader);
    return reader;
  }

  private void checkKept(long border) {
    if (border < time && !log.isBorder(border)) {
      throw new EvertException(
          ErrorCode.INVALID_ARGUMENT,
          "the changes of view "
              + name
              + " up to and after "
              + border
              + " are not kept apart, the first are after "
              + log.floor());
    }
  }

  ChangeLog log() {
    return log;
  }

  Run[] rowRuns() {
    return rows.runs();
  }

  /** Whether a reader is the one of its name still. */
  boolean isPresent(Reader reader) {
    return readers.get(reader.name()) == reader;
  }

  void remove(Reader reader) {
    if (readers.remove(reader.name(), reader)) {
      compact();
    }
  }

  void readersChanged() {
    compact();
  }
}
