package dev.evert.dataflow.arrangement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Z-set indexed by key, kept as runs. Runs of about the same size are merged once there are
 * {@value #FAN} of them, so that there are O(log n) runs, and each entry is rewritten O(log n)
 * times. Each entry that is added pays for a bounded amount of merging: no addition waits for a
 * large merge.
 *
 * <p>Owned by one thread. An arrangement holds its runs; who keeps them beyond the next call of the
 * owner holds them too.
 */
public final class Arrangement {
  /** So many runs of one level are merged. */
  static final int FAN = 4;

  private static final int LEVEL_BITS = 2;
  private static final int SMALLEST_LEVEL_BITS = 10;
  private static final long WORK_PER_ENTRY = 16;
  private static final long WORK_PER_RUN = 64;

  /** A smaller buffer is written in a moment. */
  private static final long SMALL_BUFFER_BYTES = 256 << 10;

  private static final Run[] NO_RUNS = {};

  /** With more runs than this, additions lend a hand to merges beside. */
  private static final int MAX_RUNS = 64;

  private final String id;
  private final RunStorage storage;
  private final boolean causes;
  private final List<Run> idle = new ArrayList<>();
  private final List<Merge> merges = new ArrayList<>();
  private final List<Merge> beside = new ArrayList<>(); // another thread works on them
  private final Buffered buffered = new Buffered();
  private Run @Nullable [] all = NO_RUNS;
  private long credit;

  private final Sweeping sweeping = new Sweeping();

  /**
   * An empty arrangement.
   *
   * @param id names it from run to run
   * @param storage where merged runs go
   * @param causes whether merged runs keep causes
   */
  public Arrangement(String id, RunStorage storage, boolean causes) {
    this.id = id;
    this.storage = storage;
    this.causes = causes;
  }

  /** Reads blocks ahead, for one thread. */
  public Fetch fetch() {
    return new Fetch(storage.readers(), storage.parallelReads());
  }

  /** The name. */
  public String id() {
    return id;
  }

  /** Lets go of what expires: so that, over time, no more than about half of it has. */
  public void expire(@Nullable Expiry by) {
    sweeping.by(by, entries());
  }

  /** Has what comes lately kept in a buffer; the runs are the rest. */
  public void attach(Buffer buffer) {
    buffered.attach(buffer);
  }

  /** Writes what the buffer holds to a run: all there is lies in runs now. */
  public void flush() {
    installFlush();
    if (buffered.begin(storage) != null) {
      installFlush();
    }
  }

  /** Has what the buffer holds written to a run by others, if there are any and it is much. */
  public void flushBeside() {
    Executor merger = storage.merger();
    if (merger == null) {
      flush();
      return;
    }
    Flush begun = beginFlush();
    if (begun != null) {
      merger.execute(begun);
    }
  }

  /**
   * Hands over what the buffer holds: it is in no run until the result is written. If it is little,
   * it is written at once.
   *
   * @return what is being written; null if all there is lies in runs now
   */
  public @Nullable Flush beginFlush() {
    if (bufferBytes() < Math.min(SMALL_BUFFER_BYTES, storage.mergerBytes())) {
      flush();
      return null;
    }
    installFlush();
    return buffered.begin(storage);
  }

  private void installFlush() {
    Run run = buffered.take();
    if (run != null) {
      add(run);
    }
  }

  /** The heap that the buffer takes. */
  public long bufferBytes() {
    return buffered.bufferBytes();
  }

  /** All runs; the array is never changed. */
  public Run[] runs() {
    Run[] runs = all;
    if (runs == null) {
      List<Run> list = new ArrayList<>(idle);
      merges.forEach(merge -> list.addAll(List.of(merge.inputs())));
      beside.forEach(merge -> list.addAll(List.of(merge.inputs())));
      runs = list.toArray(NO_RUNS);
      all = runs;
    }
    return runs;
  }

  /** Whether there is no run. */
  public boolean isEmpty() {
    return runs().length == 0;
  }

  /** Adds a run and takes over the caller's hold on it; its entries pay for merging. */
  public void add(Run run) {
    credit += WORK_PER_ENTRY * run.entries() + WORK_PER_RUN;
    sweeping.added(run.entries());
    restore(run);
  }

  /** Adds a run of before, and takes over the caller's hold on it. */
  public void restore(Run run) {
    idle.add(run);
    all = null;
    plan(level(run));
  }

  private static int level(Run run) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(run.sizeBytes());
    return Math.max(0, bits - SMALLEST_LEVEL_BITS) / LEVEL_BITS;
  }

  /** Begins a merge if there are enough runs of a level. */
  private void plan(int level) {
    int count = 0;
    for (Run run : idle) {
      count += level(run) == level ? 1 : 0;
    }
    if (count < FAN) {
      return;
    }
    Run[] inputs = new Run[count];
    int next = 0;
    for (Run run : idle) {
      if (level(run) == level) {
        inputs[next++] = run;
      }
    }
    idle.removeIf(run -> level(run) == level);
    begin(inputs, sweeping.now());
  }

  private Merge begin(Run[] inputs, Expiry.@Nullable Expired expired) {
    Executor merger = storage.merger();
    boolean apart = merger != null && Merge.sizeBytes(inputs) >= storage.mergerBytes();
    Merge merge = new Merge(inputs, storage, causes, expired);
    all = null;
    if (apart && merger != null) {
      beside.add(merge);
      merger.execute(merge);
    } else {
      merges.add(merge);
      merges.sort(Comparator.comparingLong(Merge::sizeBytes));
    }
    return merge;
  }

  /** Merges as much as the entries added so far have paid for. */
  public void settle() {
    if (buffered.isWritten()) {
      installFlush();
    }
    if (sweeping.fills(buffered)) {
      flush();
    }
    sweepIfDue(Sweeping.SMALLEST_ENTRIES);
    if (!beside.isEmpty()) {
      collect();
    }
    if (!merges.isEmpty()) {
      credit -= maintain(credit);
    } else if (!beside.isEmpty() && runs().length > MAX_RUNS) {
      credit -= smallestBeside().work(credit);
    } else {
      credit = 0;
    }
  }

  private void sweepIfDue(long leastEntries) {
    if (idle.isEmpty() || !merges.isEmpty() || !beside.isEmpty()) {
      return;
    }
    Expiry.Expired expired = sweeping.due(leastEntries);
    if (expired != null) {
      Run[] inputs = idle.toArray(NO_RUNS);
      idle.clear();
      sweeping.begun(begin(inputs, expired));
    }
  }

  /** Takes in what was merged beside. */
  private void collect() {
    for (int i = 0; i < beside.size(); i++) {
      Merge merge = beside.get(i);
      if (merge.done()) {
        beside.remove(i--);
        install(merge);
      }
    }
  }

  private Merge smallestBeside() {
    Merge smallest = beside.getFirst();
    for (Merge merge : beside) {
      smallest = merge.sizeBytes() < smallest.sizeBytes() ? merge : smallest;
    }
    return smallest;
  }

  /** Merges about so many entries; returns how many, 0 if there is nothing to merge here. */
  public long maintain(long entries) {
    if (buffered.isWritten()) {
      installFlush();
    }
    sweepIfDue(1);
    long left = entries;
    while (left > 0 && !merges.isEmpty()) {
      Merge merge = merges.getFirst();
      left -= merge.work(left);
      if (merge.done()) {
        merges.removeFirst();
        install(merge);
      }
    }
    return entries - left;
  }

  private void install(Merge merge) {
    all = null;
    Run result;
    try {
      result = merge.result();
    } catch (RuntimeException | Error e) {
      // Nothing is lost: the inputs are still the state.
      idle.addAll(List.of(merge.inputs()));
      merge.forget();
      throw e;
    }
    sweeping.done(merge, result);
    if (result != null) {
      idle.add(result);
    }
    for (Run input : merge.inputs()) {
      input.release();
    }
    merge.forget();
    if (result != null) {
      plan(level(result));
    }
  }

  /** Gives up all runs: the caller holds them now. */
  public List<Run> take() {
    List<Run> runs = List.of(runs());
    abandonMerges();
    idle.clear();
    all = NO_RUNS;
    credit = 0;
    return runs;
  }

  /** Lets go of all runs: the Z-set is empty. */
  public void clear() {
    take().forEach(Run::release);
    buffered.clear();
  }

  private void abandonMerges() {
    merges.forEach(Merge::abandon);
    merges.clear();
    beside.forEach(Merge::abandon);
    beside.clear();
    sweeping.abandon();
  }

  /** Visits the runs that no merge has begun to read. */
  public void forEachIdle(Consumer<Run> visitor) {
    idle.forEach(visitor);
    for (Merge merge : beside) {
      if (!merge.begun()) {
        List.of(merge.inputs()).forEach(visitor);
      }
    }
  }

  /** The sum of all weights. */
  public long weight() {
    return List.of(runs()).stream().mapToLong(Run::weight).sum();
  }

  /** The entries of all runs, cancelled ones included, and those of the buffer. */
  public long entries() {
    long sum = buffered.entries();
    for (Run run : runs()) {
      sum += run.entries();
    }
    return sum;
  }

  /** The bytes of all runs, in memory and on disk, and of the buffer. */
  public long sizeBytes() {
    long sum = buffered.memoryBytes();
    for (Run run : runs()) {
      sum += run.sizeBytes();
    }
    return sum;
  }

  /** The heap that runs and buffer take, and the runs that others are being merged into. */
  public long memoryBytes() {
    long sum = buffered.memoryBytes();
    for (Merge merge : merges) {
      sum += merge.memoryBytes();
    }
    for (Merge merge : beside) {
      sum += merge.memoryBytes();
    }
    for (Run run : runs()) {
      sum += run.memoryBytes();
    }
    return sum;
  }
}
