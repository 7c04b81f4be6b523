package dev.evert.engine.delivery;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.ViewOutput;
import dev.evert.engine.delivery.DeliveryIntents.Intent;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkProgress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Brings one sink from where its store is to where the view is, one call of the sink at a time. If
 * a call fails, the next step makes the same one again.
 *
 * <p>What goes from one time to another is always brought to its end, over crashes too: a store
 * without transactions may hold any part of it, and only the same changes again cover that part.
 *
 * <p>One thread at a time, except for what says otherwise.
 */
final class Delivery {
  private final String name;
  private final Sink sink;
  private final DeliveryFeed feed;
  private final ChangeBatcher batcher;
  private final LongAdder written = new LongAdder();
  private OutputReader reader;
  private State state = State.UNKNOWN;
  private Lineage lineage;
  private boolean filled;
  private long strangeAt;
  private DeliveryToken at;
  private int firstBatch;
  private @Nullable ChangeCursor changes;
  private @Nullable SinkBatch batch;
  private Optional<SinkProgress> unflushed = Optional.empty();
  private long unflushedChanges;
  private boolean flushDue;
  private volatile DeliveryToken held;

  /** What is known of the store. */
  private enum State {
    /** It was not asked. */
    UNKNOWN,
    /** What it lacks can not be told from the view's changes. */
    STRANGE,
    /** It is at a known place. */
    KNOWN
  }

  /**
   * @param name the sink's URI without secrets: names its intents
   */
  Delivery(String name, Sink sink, DeliveryFeed feed, ChangeBatcher batcher) {
    this.name = name;
    this.sink = sink;
    this.feed = feed;
    this.batcher = batcher;
    this.reader = feed.reader();
    this.lineage = Lineage.first(feed.log());
    this.at = DeliveryToken.whole(lineage, feed.generation(), time(reader.frontier()));
    this.held = DeliveryToken.whole(lineage, feed.generation(), 0);
  }

  private static long time(long frontier) {
    return frontier == ViewOutput.BEGINNING ? 0 : frontier;
  }

  /** What the store is known to hold durably; on any thread. */
  DeliveryToken held() {
    return held;
  }

  /** How many changes were written; on any thread. */
  long written() {
    return written.sum();
  }

  /**
   * Does the next thing that there is to do.
   *
   * @return whether there was anything
   */
  boolean step() throws InterruptedException {
    return switch (state) {
      case UNKNOWN -> {
        prepare();
        yield true;
      }
      case STRANGE -> reconciled();
      case KNOWN -> delivered();
    };
  }

  /** Asks the store where it is; the view's changes are kept for each place where it can be. */
  private void prepare() throws InterruptedException {
    Optional<SinkProgress> stored = open();
    if (stored.isEmpty() && reader.frontier() != ViewOutput.BEGINNING) {
      reader = feed.fromBeginning().get();
    }
    DeliveryToken token =
        stored
            .map(DeliveryToken::parse)
            .orElse(DeliveryToken.whole(Lineage.first(feed.log()), feed.generation(), 0));
    lineage = lineage(token, stored);
    if (isReachable(token) && !feed.lost() && !(stored.isEmpty() && holdsRemains())) {
      firstBatch = stored.map(DeliveryToken::batchAfter).orElse(0);
      at = token;
      held = token;
      state = State.KNOWN;
    } else {
      strangeAt = token.lineage().log().equals(feed.log()) ? token.to() : 0;
      state = State.STRANGE;
    }
  }

  /**
   * Whether a store without progress holds rows that the view may not have: it was killed in its
   * first delivery, which another generation of the view does not repeat.
   */
  private boolean holdsRemains() throws InterruptedException {
    if (feed.generation() == 0) {
      return false;
    }
    AtomicBoolean any = new AtomicBoolean();
    sink.audit().scan((_, _) -> any.setPlain(true));
    return any.getPlain();
  }

  private Optional<SinkProgress> open() throws InterruptedException {
    try {
      return sink.prepare(feed.schema());
    } catch (EvertException e) {
      if (e.code() != ErrorCode.SINK_MISFIT || feed.earlier().isEmpty()) {
        throw e;
      }
      Optional<SinkProgress> stored = sink.prepare(feed.earlier().get());
      sink.evolve(feed.schema());
      return stored;
    }
  }

  private boolean isReachable(DeliveryToken token) {
    List<Long> kept = reader.boundaries();
    return token.lineage().equals(lineage)
        && token.generation() == feed.generation()
        && (token.from() == time(reader.frontier()) || kept.contains(token.from()))
        && (!token.underWay() || kept.contains(token.to()));
  }

  /**
   * A store that another log has filled, one that was dropped or lost, say, is compared once, and
   * goes on with versions above those that it holds.
   */
  private Lineage lineage(DeliveryToken token, Optional<SinkProgress> stored) {
    if (token.lineage().log().equals(feed.log())) {
      return token.lineage();
    }
    if (filled) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN,
          "another pipe of the same name, with another data directory, fills " + name + " too",
          "Stop one of the two, then start the other again.");
    }
    return Lineage.above(feed.log(), stored.map(SinkProgress::version).orElse(0L));
  }

  /**
   * Compares all of the store with all of the view, once there is one. After a crash the view may
   * still be behind the store: then what it will be is compared.
   */
  private boolean reconciled() throws InterruptedException {
    long time = feed.published().time();
    boolean willCome = time < strangeAt && strangeAt <= feed.logEnd().getAsLong();
    if (time == 0 || willCome) {
      return false;
    }
    reader = feed.fromBeginning().get();
    DeliveryToken token = feed.reconciliation().reconcile(sink, lineage, reader);
    feed.intents().declare(name, new Intent(token.to(), token.to()));
    reader.advance(token.to());
    at = token;
    held = token;
    filled = true;
    state = State.KNOWN;
    return true;
  }

  private boolean delivered() throws InterruptedException {
    if (flushDue) {
      flush();
      return true;
    }
    if (batch == null && !(reached() && begun())) {
      return false;
    }
    write();
    return true;
  }

  /** Whether the view has come to where the store is: after a crash it may still be behind. */
  private boolean reached() {
    if (time(reader.frontier()) == at.from()) {
      return true;
    }
    if (feed.published().time() < at.from()) {
      return false;
    }
    reader.advance(at.from());
    return true;
  }

  /** Whether a batch is at hand, after beginning with the next changes if need be. */
  private boolean begun() {
    if (changes == null) {
      long to = target();
      if (to <= at.from() || to > feed.published().time()) {
        return false;
      }
      begin(to);
    }
    batch = batcher.next();
    return true;
  }

  private long target() {
    if (at.underWay()) {
      return at.to();
    }
    List<Long> kept = reader.boundaries();
    return kept.isEmpty() ? time(reader.reserve()) : kept.getFirst();
  }

  private void begin(long to) {
    DeliveryToken way = at.underWay() ? at : at.towards(to);
    if (!at.underWay()) {
      feed.intents().declare(name, new Intent(at.to(), to));
    }
    ChangeCursor cursor = read(way);
    changes = cursor;
    batcher.begin(way, firstBatch, cursor);
    firstBatch = 0;
  }

  private ChangeCursor read(DeliveryToken way) {
    return way.afterKey()
        .map(key -> reader.read(way.to(), key, 0, key.length))
        .orElseGet(() -> reader.read(way.to()));
  }

  private void write() throws InterruptedException {
    SinkBatch next = batch;
    if (next == null) {
      throw new IllegalStateException("no batch is at hand");
    }
    sink.write(next);
    batch = null;
    at = DeliveryToken.parse(next.progress());
    written.add(next.changes().size());
    unflushed = Optional.of(next.progress());
    unflushedChanges += next.changes().size();
    flushDue = batcher.done() || unflushedChanges >= feed.flushChanges();
  }

  /** Makes durable what was written, if anything was. */
  void flush() throws InterruptedException {
    Optional<SinkProgress> wanted = unflushed;
    if (wanted.isEmpty()) {
      return;
    }
    SinkProgress reached = sink.flush();
    flushDue = false;
    unflushed = Optional.empty();
    unflushedChanges = 0;
    if (!reached.equals(wanted.get())) {
      startOver();
      return;
    }
    held = at;
    filled = true;
    if (!at.underWay()) {
      closeChanges();
      reader.advance(at.to());
    }
  }

  /** The store has lost something of what was written: what it holds is where to go on. */
  private void startOver() {
    closeChanges();
    batch = null;
    state = State.UNKNOWN;
  }

  /** Lets go of what is being read. */
  void close() {
    closeChanges();
    batcher.close();
  }

  private void closeChanges() {
    ChangeCursor open = changes;
    changes = null;
    if (open != null) {
      open.close();
    }
  }
}
