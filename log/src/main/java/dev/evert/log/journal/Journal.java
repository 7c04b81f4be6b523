package dev.evert.log.journal;

import dev.evert.log.Appended;
import dev.evert.log.BatchChunks;
import dev.evert.log.EventBatch;
import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.LogOptions;
import dev.evert.log.LogReader;
import dev.evert.log.LogState;
import dev.evert.log.OperationId;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.StreamInfo;
import dev.evert.log.files.DiskFiles;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A log in a directory of one machine. */
public final class Journal implements Log {
  private final LogFiles files;
  private final LogOptions options;
  private final AutoCloseable lock;
  private final SegmentList segments;
  private final StreamRegistry registry;
  private final DurableEnd durable;
  private final CommitQueue queue;
  private final Committer committer;
  private final @Nullable CommitThread thread;
  private final OperationLookup operations;
  private final ReentrantLock registration = new ReentrantLock();
  private final ConcurrentLinkedQueue<JournalReader> randomReaders = new ConcurrentLinkedQueue<>();
  private final ReentrantLock closing = new ReentrantLock();
  private volatile LogState state = new LogState.Open();
  private volatile boolean closed;

  private Journal(LogFiles files, LogOptions options, AutoCloseable lock, Recovered recovered) {
    this.files = files;
    this.options = options;
    this.lock = lock;
    this.segments = recovered.segments();
    this.registry = recovered.registry();
    this.durable = recovered.durable();
    this.queue = new CommitQueue(Math.toIntExact(options.maxBatchBytes()));
    this.operations = new OperationLookup(recovered.operations(), durable);
    this.committer = new Committer(recovered, operations, queue, options.clock(), this::failed);
    this.thread =
        options.threading() == LogOptions.Threading.OWN_THREADS
            ? new CommitThread(committer, queue, options.commitInterval())
            : null;
  }

  /**
   * Opens the log in a directory, or makes a new one if the directory is empty or not there.
   *
   * @throws LogException {@link LogError#LOCKED}, {@link LogError#CORRUPT}, {@link
   *     LogError#NEWER_VERSION}, {@link LogError#NOT_A_LOG}, {@link LogError#NOT_WRITABLE}, {@link
   *     LogError#DISK_FULL} or {@link LogError#IO}
   */
  public static Journal open(Path directory, LogOptions options) {
    return open(new DiskFiles(directory), options);
  }

  /** Opens the log in a file system that is handed in; see the variant with a path. */
  public static Journal open(LogFiles files, LogOptions options) {
    AutoCloseable lock = null;
    try {
      files.createDirectory();
      lock = files.lock();
      Journal journal = new Journal(files, options, lock, Recovery.run(files, options));
      lock = null;
      if (journal.thread != null) {
        journal.thread.start();
      }
      return journal;
    } catch (IOException e) {
      throw IoFailure.of("open the log", files.directory(), e);
    } finally {
      if (lock != null) {
        release(lock);
      }
    }
  }

  private static void release(AutoCloseable lock) {
    try {
      lock.close();
    } catch (Exception e) {
      throw new LogException(LogError.IO, "Cannot release the log's lock: " + e.getMessage(), e);
    }
  }

  private void failed(LogException cause) {
    LogException refusal =
        new LogException(
            LogError.FAILED,
            "The log in "
                + files.directory()
                + " takes no more events, because an earlier write failed and what is on disk is"
                + " not known: "
                + cause.getMessage()
                + " Open the log again to find out.",
            cause);
    state = new LogState.Failed(refusal);
    queue.refuse(refusal);
  }

  @Override
  public LogId id() {
    return segments.logId();
  }

  @Override
  public StreamId createStream(String name, Retention retention) {
    StreamRegistry.checkName(name);
    registration.lock();
    try {
      Optional<StreamInfo> known = registry.find(name);
      if (known.isEmpty()) {
        register(new RegistryEvent.Created(registry.next(), name, retention));
      } else if (!known.get().retention().equals(retention)) {
        throw new LogException(
            LogError.STREAM_CONFLICT,
            "Stream '"
                + name
                + "' exists with retention "
                + known.get().retention()
                + ", not "
                + retention
                + ". Change its retention explicitly.");
      }
      return registry.find(name).orElseThrow().id();
    } finally {
      registration.unlock();
    }
  }

  @Override
  public void changeRetention(StreamId stream, Retention retention) {
    registration.lock();
    try {
      if (!registry.get(stream).retention().equals(retention)) {
        register(new RegistryEvent.RetentionChanged(stream, retention));
      }
    } finally {
      registration.unlock();
    }
  }

  private void register(RegistryEvent event) {
    EventBatch batch = new EventBatch();
    batch.add(
        StreamId.REGISTRY, Micros.of(options.clock().instant()), event.key(), event.payload());
    CompletableFuture<Appended> future = append(batch, event);
    while (thread == null && !future.isDone()) {
      committer.step();
    }
    try {
      future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LogException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public Optional<StreamInfo> stream(String name) {
    return registry.find(name);
  }

  @Override
  public StreamInfo stream(StreamId id) {
    return registry.get(id);
  }

  @Override
  public List<StreamInfo> streams() {
    return registry.all();
  }

  @Override
  public CompletableFuture<Appended> append(EventBatch batch) {
    return append(batch, null);
  }

  private CompletableFuture<Appended> append(
      EventBatch batch, @Nullable RegistryEvent registrationEvent) {
    BatchChunks chunks = batch.check();
    checkBatch(batch, chunks, registrationEvent != null);
    CompletableFuture<Appended> future = new CompletableFuture<>();
    if (thread == null) {
      while (!queue.offer(batch, chunks, registrationEvent, future)) {
        committer.step();
      }
    } else if (!thread.isCurrent()) {
      queue.put(batch, chunks, registrationEvent, future);
    } else if (!queue.offer(batch, chunks, registrationEvent, future)) {
      throw new IllegalStateException(
          "An append by the log's own thread would have to wait for that thread");
    }
    return future;
  }

  private void checkBatch(EventBatch batch, BatchChunks chunks, boolean byLog) {
    if (batch.isEmpty()) {
      throw new LogException(LogError.BATCH_EMPTY, "A batch must hold at least one event");
    }
    long size = CommitGroup.sizeOf(batch, chunks);
    if (size > options.maxBatchBytes()) {
      throw new LogException(
          LogError.BATCH_TOO_LARGE,
          "A batch takes "
              + size
              + " bytes; at most "
              + options.maxBatchBytes()
              + " may be appended at once. Append several batches, or raise maxInFlightBytes.");
    }
    for (int i = 0; i < chunks.endStream(chunks.count() - 1); i++) {
      checkStream(chunks.stream(i), byLog);
    }
  }

  private void checkStream(int stream, boolean byLog) {
    if (stream == StreamId.REGISTRY.value() && !byLog) {
      throw new LogException(
          LogError.UNKNOWN_STREAM, "Stream 0 is the log's own; only the log writes to it");
    }
    if (!registry.knows(stream)) {
      throw new LogException(
          LogError.UNKNOWN_STREAM,
          "There is no stream number " + stream + ". Create it before events are appended to it.");
    }
  }

  @Override
  public Optional<Appended> find(OperationId operationId) {
    return operations.find(operationId);
  }

  @Override
  public Position firstRetained() {
    return registry.firstRetained();
  }

  @Override
  public Position durable() {
    return Position.ofOrdinal(durable.get());
  }

  @Override
  public boolean awaitBeyond(Position position, Duration timeout) throws InterruptedException {
    boolean there = durable.awaitBeyond(position.ordinal(), Nanos.of(timeout), () -> closed);
    checkOpen();
    return there;
  }

  private void checkOpen() {
    if (closed) {
      throw new LogException(LogError.CLOSED, "The log in " + files.directory() + " is closed");
    }
  }

  @Override
  public LogReader reader(Position from) {
    checkRetained(from, registry.firstRetained());
    return openReader(from, null, JournalReader.SEQUENTIAL_BYTES);
  }

  @Override
  public LogReader reader(Position from, Collection<StreamId> streams) {
    for (StreamId stream : streams) {
      checkRetained(from, registry.get(stream).firstRetained());
    }
    return openReader(from, new StreamSelection(streams), JournalReader.SEQUENTIAL_BYTES);
  }

  private void checkRetained(Position from, Position firstRetained) {
    if (from.isBefore(firstRetained)) {
      throw new LogException(
          LogError.NOT_RETAINED,
          "Events from position "
              + from
              + " on were removed by retention. The first position that is kept is "
              + firstRetained
              + ".");
    }
  }

  private JournalReader openReader(Position from, @Nullable StreamSelection selection, int bytes) {
    checkOpen();
    JournalReader reader = new JournalReader(segments, durable, () -> closed, selection, bytes);
    reader.seek(from);
    return reader;
  }

  @Override
  public EventView event(Position position) {
    JournalReader reader = randomReaders.poll();
    if (reader == null) {
      reader = openReader(position, null, JournalReader.RANDOM_BYTES);
    } else {
      reader.seek(position);
    }
    if (!reader.next() || !reader.event().position().equals(position)) {
      throw new LogException(
          durable().compareTo(position) <= 0 ? LogError.BEYOND_END : LogError.NOT_RETAINED,
          "There is no event at position "
              + position
              + "; the log keeps events from "
              + firstRetained()
              + " to before "
              + durable());
    }
    EventView found = reader.event();
    EventView view = new EventView();
    view.show(found.version(), found.appendTimeMicros(), found.leafBytes(), 0);
    randomReaders.add(reader);
    return view;
  }

  @Override
  public LogState state() {
    return state;
  }

  /**
   * Commits what producers have added, in the calling thread.
   *
   * @return how many batches that was
   * @throws IllegalStateException if the log has threads of its own
   */
  public int step() {
    requireByCaller();
    return committer.step();
  }

  /** Does what the log does when it falls idle; see {@link #step}. */
  public void idle() {
    requireByCaller();
    committer.vouch();
  }

  private void requireByCaller() {
    if (thread != null) {
      throw new IllegalStateException("The log runs its own threads");
    }
  }

  @Override
  public void close() {
    closing.lock();
    try {
      if (!closed) {
        closeOnce();
      }
    } finally {
      closing.unlock();
    }
  }

  private void closeOnce() {
    queue.refuse(
        new LogException(LogError.CLOSED, "The log in " + files.directory() + " is closed"));
    if (thread != null) {
      thread.join();
    } else {
      while (committer.step() > 0) {
        Thread.onSpinWait();
      }
      committer.finish();
    }
    closed = true;
    state = new LogState.Closed();
    durable.wakeAll();
    try {
      segments.close();
    } catch (IOException e) {
      throw IoFailure.of("close the log", files.directory(), e);
    } finally {
      release(lock);
    }
  }
}
