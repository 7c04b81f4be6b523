package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Buffer;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Times at which to look after groups: an arrangement whose keys are a time and a group's key,
 * without values; those that were set lately in a heap. Time only goes on, so that an alarm that
 * has gone off is told by its time: it is not taken out, but goes when runs are merged.
 */
final class Alarms implements Buffer {
  private static final int TIME_BYTES = SessionRegion.TIME_BYTES;

  /** An alarm in the heap takes about so much beside its key. */
  private static final int OBJECT_BYTES = 48;

  private final Arrangement arrangement;
  private final PriorityQueue<Alarm> latest = new PriorityQueue<>();

  /** What is on its way into a run. */
  private List<Alarm> older = List.of();

  private final MergeCursor entries = new MergeCursor();
  private Run[] runs = {};
  private long memoryBytes;

  /** All before this time have gone off. */
  private long passed;

  /** No alarm of the runs goes off before. */
  private long nextInRuns = Long.MIN_VALUE;

  /** Is told of an alarm. */
  @FunctionalInterface
  interface Listener {
    void goesOff(long time, byte[] bytes, int keyFrom, int keyTo);
  }

  /** An alarm as the arrangement's key. */
  private record Alarm(long time, byte[] bytes) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      return Long.compare(time, other.time);
    }

    long memoryBytes() {
      return OBJECT_BYTES + (long) bytes.length;
    }

    void goesOff(Listener listener) {
      listener.goesOff(time, bytes, TIME_BYTES, bytes.length);
    }
  }

  private record Full(List<Alarm> alarms, long memoryBytes) implements Frozen {
    @Override
    public long entries() {
      return alarms.size();
    }

    @Override
    public @Nullable Run write(RunStorage storage) {
      Alarm[] sorted = alarms.toArray(new Alarm[0]);
      Arrays.sort(sorted, (left, right) -> Arrays.compareUnsigned(left.bytes(), right.bytes()));
      RunBuilder builder = new RunBuilder(storage.open(memoryBytes, false), false);
      try {
        int i = 0;
        while (i < sorted.length) {
          byte[] bytes = sorted[i].bytes();
          int from = i;
          while (i < sorted.length && Arrays.equals(bytes, sorted[i].bytes())) {
            i++;
          }
          builder.add(bytes, 0, bytes.length, bytes.length, (long) i - from, 0);
        }
        return builder.finish();
      } catch (RuntimeException e) {
        builder.abandon();
        throw e;
      }
    }
  }

  /**
   * What an arrangement holds.
   *
   * @param passed all before this time have gone off
   */
  Alarms(Arrangement arrangement, long passed) {
    this.arrangement = arrangement;
    this.passed = passed;
    arrangement.attach(this);
    arrangement.expire(this::gone);
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** A batch begins. */
  void begin() {
    arrangement.settle();
    runs = arrangement.runs();
  }

  /** The batch is done with. */
  void end() {
    runs = new Run[0];
  }

  /** Sets one for a group, at a time that has not passed. */
  void set(long time, byte[] group, int from, int to) {
    assert time >= passed;
    RowWriter key = key(time);
    key.putEncoded(group, from, to - from);
    Alarm alarm = new Alarm(time, key.toBytes());
    latest.add(alarm);
    memoryBytes += alarm.memoryBytes();
  }

  private static RowWriter key(long time) {
    RowWriter key = new RowWriter();
    key.putInt8(time);
    return key;
  }

  /**
   * Tells of all alarms in a span of time, in no order. Those that are set meanwhile are for later.
   *
   * @param from when this was done last
   * @param to the first time that does not count
   */
  void goOff(long from, long to, Listener listener) {
    passed = to;
    for (Alarm alarm : older) {
      if (alarm.time() >= from && alarm.time() < to) {
        alarm.goesOff(listener);
      }
    }
    if (runs.length > 0 && nextInRuns < to) {
      goOffInRuns(from, to, listener);
    }
    while (!latest.isEmpty() && latest.peek().time() < to) {
      Alarm alarm = latest.remove();
      memoryBytes -= alarm.memoryBytes();
      alarm.goesOff(listener);
    }
  }

  private void goOffInRuns(long from, long to, Listener listener) {
    RowWriter least = key(from);
    boolean found = entries.from(runs, least.buffer(), 0, least.size()).next();
    while (found && time() < to) {
      int keyFrom = entries.keyFrom();
      listener.goesOff(time(), entries.bytes(), keyFrom + TIME_BYTES, entries.keyTo());
      found = entries.next();
    }
    nextInRuns = found ? time() : Long.MAX_VALUE;
    entries.clear();
  }

  private long time() {
    return SessionRegion.time(entries.bytes(), entries.keyFrom() + TIME_BYTES);
  }

  private Expiry.@Nullable Expired gone() {
    if (passed == Long.MIN_VALUE) {
      return null;
    }
    byte[] least = key(passed).toBytes();
    return (bytes, from, keyTo, _) -> Bytes.compare(bytes, from, keyTo, least, 0, least.length) < 0;
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public long entries() {
    return latest.size();
  }

  @Override
  public Frozen freeze() {
    Full full = new Full(List.copyOf(latest), memoryBytes);
    older = full.alarms();
    forget();
    return full;
  }

  private void forget() {
    latest.clear();
    memoryBytes = 0;
  }

  /** What has gone off is not here any more. */
  @Override
  public boolean expire(Expiry.Expired expired) {
    return true;
  }

  @Override
  public void written() {
    older = List.of();
    nextInRuns = Long.MIN_VALUE;
  }

  @Override
  public void clear() {
    written();
    forget();
  }
}
