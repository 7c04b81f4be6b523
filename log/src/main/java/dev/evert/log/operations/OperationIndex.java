package dev.evert.log.operations;

import dev.evert.log.LogId;
import dev.evert.log.files.AtomicFile;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All operations of a log: the newest in a table in memory, the others in sorted files of which
 * there are few, because each is at least {@value #RATIO} times as large as all newer ones
 * together. Memory does not grow with the log.
 *
 * <p>One thread adds and freezes; one thread, which may be another, flushes and merges; any number
 * look up.
 */
public final class OperationIndex {
  /** So many full tables may wait for that; then the adding thread does it itself. */
  private static final int MAX_FROZEN = 4;

  private static final int RATIO = 4;

  private final LogFiles files;
  private final LogId logId;

  /** Guards the four fields below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final List<Frozen> frozen = new ArrayList<>();
  private List<OperationRun> runs;
  private OperationTable table = new OperationTable();
  private long tableFrom;

  /** Held while a table is put into a file. */
  private final ReentrantLock flushing = new ReentrantLock();

  private record Frozen(OperationTable table, long from, long to) {}

  private OperationIndex(LogFiles files, LogId logId, List<OperationRun> runs) {
    this.files = files;
    this.logId = logId;
    this.runs = runs;
    this.tableFrom = runs.isEmpty() ? 0 : runs.getLast().layout().to();
  }

  /** Opens the files of a log's directory, and removes those that are damaged or not needed. */
  public static OperationIndex open(LogFiles files, LogId logId) throws IOException {
    return new OperationIndex(files, logId, RunFiles.open(files, logId, true));
  }

  /** Opens the files of a log that another process may be writing; changes nothing. */
  public static OperationIndex view(LogFiles files, LogId logId) throws IOException {
    return new OperationIndex(files, logId, RunFiles.open(files, logId, false));
  }

  /** The operations of all batches that start before this position are here. */
  public long covered() {
    lock.lock();
    try {
      return tableFrom;
    } finally {
      lock.unlock();
    }
  }

  /** Looks an operation up; null if it is not here. */
  public @Nullable OperationPlace find(long high, long low) {
    List<OperationRun> searched;
    lock.lock();
    try {
      OperationPlace place = find(table, high, low);
      for (int i = frozen.size() - 1; i >= 0 && place == null; i--) {
        place = find(frozen.get(i).table, high, low);
      }
      if (place != null) {
        return place;
      }
      searched = runs;
    } finally {
      lock.unlock();
    }
    for (int i = searched.size() - 1; i >= 0; i--) {
      OperationPlace place = searched.get(i).find(high, low);
      if (place != null) {
        return place;
      }
    }
    return null;
  }

  private static @Nullable OperationPlace find(OperationTable table, long high, long low) {
    int handle = table.find(high, low);
    return handle < 0 ? null : new OperationPlace(table.first(handle), table.events(handle));
  }

  /** Adds an operation that {@link #find} does not find. */
  public void add(long high, long low, long first, int events) {
    lock.lock();
    try {
      table.add(high, low, first, events);
    } finally {
      lock.unlock();
    }
  }

  /** The number of operations that are in no file and not about to be put in one. */
  public int tableSize() {
    lock.lock();
    try {
      return table.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sets the table aside to be put into a file.
   *
   * @param to all operations added are of batches that start before this position and are durable
   */
  public void freeze(long to) throws IOException {
    boolean full;
    lock.lock();
    try {
      frozen.add(new Frozen(table, tableFrom, to));
      table = new OperationTable();
      tableFrom = to;
      full = frozen.size() > MAX_FROZEN;
    } finally {
      lock.unlock();
    }
    if (full) {
      flush();
    }
  }

  /** Puts the oldest table that was set aside into a file; false if there is none. */
  public boolean flush() throws IOException {
    flushing.lock();
    try {
      Frozen oldest = oldestFrozen();
      if (oldest == null) {
        return false;
      }
      RunLayout layout = new RunLayout(logId, oldest.from, oldest.to, oldest.table.size(), 0);
      OperationRun run = write(layout, oldest.table.sorted());
      lock.lock();
      try {
        frozen.remove(oldest);
        List<OperationRun> more = new ArrayList<>(runs);
        more.add(run);
        runs = List.copyOf(more);
      } finally {
        lock.unlock();
      }
      return true;
    } finally {
      flushing.unlock();
    }
  }

  private @Nullable Frozen oldestFrozen() {
    lock.lock();
    try {
      return frozen.isEmpty() ? null : frozen.getFirst();
    } finally {
      lock.unlock();
    }
  }

  private OperationRun write(RunLayout layout, OperationCursor cursor) throws IOException {
    String name = RunFiles.name(layout);
    AtomicFile.write(files, name, false, file -> RunWriter.write(file, layout, cursor));
    OperationRun run = OperationRun.open(files, name, logId);
    if (run == null) {
      throw new IOException(name + " is not what was written");
    }
    return run;
  }

  /**
   * Merges the newest files where they have become too many: afterwards each file holds at least
   * {@value #RATIO} times as many operations as all newer ones together. False if they do so
   * already.
   */
  public boolean merge() throws IOException {
    List<OperationRun> all = currentRuns();
    int from = all.size();
    long newer = 0;
    long count = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      long own = all.get(i).layout().count();
      if (own < RATIO * newer) {
        from = i;
        count = newer + own;
      }
      newer += own;
    }
    if (from == all.size()) {
      return false;
    }
    List<OperationRun> merged = all.subList(from, all.size());
    replace(merged, merge(merged, count));
    for (OperationRun run : merged) {
      files.delete(RunFiles.name(run.layout()));
    }
    return true;
  }

  private List<OperationRun> currentRuns() {
    lock.lock();
    try {
      return runs;
    } finally {
      lock.unlock();
    }
  }

  private OperationRun merge(List<OperationRun> merged, long count) throws IOException {
    long from = merged.getFirst().layout().from();
    long to = merged.getLast().layout().to();
    List<OperationCursor> cursors = new ArrayList<>();
    merged.forEach(run -> cursors.add(run.cursor()));
    return write(new RunLayout(logId, from, to, count, 0), new MergeCursor(cursors));
  }

  private void replace(List<OperationRun> old, OperationRun by) {
    lock.lock();
    try {
      List<OperationRun> fewer = new ArrayList<>(runs);
      int at = fewer.indexOf(old.getFirst());
      fewer.removeAll(old);
      fewer.add(at, by);
      runs = List.copyOf(fewer);
    } finally {
      lock.unlock();
    }
  }
}
