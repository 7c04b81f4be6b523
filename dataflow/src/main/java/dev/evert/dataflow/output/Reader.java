package dev.evert.dataflow.output;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.digest.Digest;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A consumer of a view. The view guards it. */
final class Reader implements OutputReader {
  private final View view;
  private final String name;
  private final TreeSet<Long> boundaries = new TreeSet<>();
  private long frontier;

  Reader(View view, String name, long frontier, List<Long> boundaries) {
    this.view = view;
    this.name = name;
    this.frontier = frontier;
    for (long boundary : boundaries) {
      if (boundary > frontier) {
        this.boundaries.add(boundary);
      }
    }
  }

  /** A publication must not pass over a time at which the reader wants to stop. */
  void checkPublished(long from, long to) {
    if (frontier > from && frontier < to) {
      throw passedOver(frontier, to);
    }
    for (long boundary : boundaries) {
      if (boundary > from && boundary < to) {
        throw passedOver(boundary, to);
      }
    }
  }

  private IllegalArgumentException passedOver(long boundary, long to) {
    return new IllegalArgumentException(
        "publication at "
            + to
            + " of view "
            + view.name()
            + " passes over "
            + boundary
            + ", a boundary of reader "
            + name);
  }

  /** The time after which changes must be kept for it. */
  long needed(ChangeLog log, long time) {
    if (frontier != ViewOutput.BEGINNING) {
      return frontier;
    }
    if (log.floor() == ViewOutput.BEGINNING
        && log.sizeBytes(ViewOutput.BEGINNING) <= View.FIRST_CHANGES_BYTES) {
      return ViewOutput.BEGINNING;
    }
    return boundaries.isEmpty() ? time : Math.min(time, boundaries.first());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long frontier() {
    synchronized (view) {
      return frontier;
    }
  }

  @Override
  public long available() {
    return Math.max(view.time(), frontier());
  }

  @Override
  public long reserve() {
    synchronized (view) {
      long last = Math.max(view.time(), frontier);
      if (last > frontier) {
        boundaries.add(last);
      }
      return last;
    }
  }

  @Override
  public ChangeCursor read(long upTo) {
    return open(upTo, null, 0, 0);
  }

  @Override
  public ChangeCursor read(long upTo, byte[] key, int from, int to) {
    return open(upTo, key, from, to);
  }

  private ChangeCursor open(long upTo, byte @Nullable [] key, int from, int to) {
    synchronized (view) {
      checkReadable(upTo);
      if (upTo > frontier) {
        boundaries.add(upTo);
      }
      ChangeLog log = view.log();
      boolean fromRows = frontier == ViewOutput.BEGINNING && log.floor() != ViewOutput.BEGINNING;
      List<Run> changed = new ArrayList<>();
      int positive = 0;
      if (fromRows) {
        changed.addAll(List.of(view.rowRuns()));
        positive = changed.size();
        changed.addAll(log.between(upTo, Long.MAX_VALUE));
      } else {
        changed.addAll(log.between(frontier, upTo));
        positive = changed.size();
      }
      HeldRuns held = new HeldRuns(changed);
      return view.schema().keyed()
          ? keyed(held, positive, !fromRows, key, from, to)
          : multiset(held, positive, !fromRows, key, from, to);
    }
  }

  private void checkReadable(long upTo) {
    if (!view.isPresent(this)) {
      throw new IllegalStateException("reader " + name + " of view " + view.name() + " is closed");
    }
    boolean published = upTo == view.time() || (upTo < view.time() && view.log().isBorder(upTo));
    if (upTo < frontier || (upTo != frontier && !published)) {
      throw new EvertException(
          ErrorCode.INVALID_ARGUMENT,
          "view "
              + view.name()
              + " can not be read up to "
              + upTo
              + ": it is no boundary between "
              + frontier
              + " and "
              + view.time());
    }
  }

  private static ChangeCursor keyed(
      HeldRuns held, int positive, boolean causes, byte @Nullable [] key, int from, int to) {
    return key == null
        ? new KeyedChanges(held, positive, causes)
        : new KeyedChanges(held, positive, causes, key, from, to);
  }

  private ChangeCursor multiset(
      HeldRuns held, int positive, boolean causes, byte @Nullable [] key, int from, int to) {
    List<Run> counted = new ArrayList<>();
    int countedPositive = 0;
    if (frontier != ViewOutput.BEGINNING) {
      counted.addAll(List.of(view.rowRuns()));
      countedPositive = counted.size();
      counted.addAll(view.log().between(frontier, Long.MAX_VALUE));
    }
    MultisetChanges changes =
        new MultisetChanges(held, positive, new HeldRuns(counted), countedPositive, causes);
    return key == null ? changes : changes.after(key, from, to, positive);
  }

  @Override
  public Digest digest(long time) {
    synchronized (view) {
      if (time == ViewOutput.BEGINNING) {
        return Digest.ZERO;
      }
      Digest digest = time == view.time() ? view.digest() : view.log().digest(time);
      if (digest == null) {
        throw new EvertException(
            ErrorCode.INVALID_ARGUMENT,
            "the digest of view " + view.name() + " at " + time + " is not known");
      }
      return digest;
    }
  }

  @Override
  public void advance(long time) {
    synchronized (view) {
      checkReadable(time);
      frontier = time;
      boundaries.headSet(time, true).clear();
      view.readersChanged();
    }
  }

  @Override
  public List<Long> boundaries() {
    synchronized (view) {
      return List.copyOf(boundaries);
    }
  }

  @Override
  public long retainedBytes() {
    synchronized (view) {
      return view.log().sizeBytes(frontier);
    }
  }

  @Override
  public void close() {
    synchronized (view) {
      view.remove(this);
    }
  }
}
