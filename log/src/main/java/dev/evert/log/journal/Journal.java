package dev.evert.log.journal;

import dev.evert.log.Appended;
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
import dev.evert.log.proof.ConsistencyProof;
import dev.evert.log.proof.InclusionProof;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.proof.VerifierKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A log in a directory of one machine. */
public final class Journal implements Log {
  private static final Logger LOGGER = System.getLogger("dev.evert.log");
  private static final String HINDERED =
      "The log in {0} serves, but what it does beside does not go on: {1}";
  private static final String FREE = "The log in {0} goes on with all that it does beside";

  private final LogFiles files;
  private final AutoCloseable lock;
  private final Recovered parts;
  private final SegmentWriter writer;
  private final CommitQueue queue;
  private final TreeGrowth growth;
  private final Committer committer;
  private final Housekeeper housekeeper;
  private final @Nullable CommitThread commitThread;
  private final @Nullable HouseThread houseThread;
  private final OperationLookup operations;
  private final AppendPath appends;
  private final Registrar registrar;
  private final RandomAccess events;
  private final Heads heads;
  private final JournalProofs proofs;
  private final ReentrantLock closing = new ReentrantLock();

  /** Held while the state is changed; reading it needs no lock. */
  private final ReentrantLock changing = new ReentrantLock();

  private volatile LogState state = new LogState.Open(Optional.empty());
  private volatile boolean closed;

  private Journal(
      LogFiles files,
      LogOptions options,
      AutoCloseable lock,
      Recovered parts,
      Heads heads,
      SegmentWriter writer) {
    this.writer = writer;
    this.files = files;
    this.lock = lock;
    this.parts = parts;
    this.heads = heads;
    queue = new CommitQueue(Math.toIntExact(options.maxBatchBytes()));
    operations = new OperationLookup(parts.operations(), parts.durable());
    boolean ownThreads = options.threading() == LogOptions.Threading.OWN_THREADS;
    growth = new TreeGrowth(parts.tree()::grow, ownThreads, this::treeFailed);
    committer = new Committer(parts, writer, growth, operations, queue, options, this::failed);
    commitThread = ownThreads ? new CommitThread(committer, queue, options.commitInterval()) : null;
    appends =
        new AppendPath(parts.registry(), queue, committer, commitThread, options.maxBatchBytes());
    registrar = new Registrar(parts.registry(), appends, options.clock());
    Retirement retirement = new Retirement(parts.segments(), parts.registry(), registrar, options);
    housekeeper = new Housekeeper(parts, heads, retirement, options.clock(), this::hindered);
    houseThread =
        ownThreads ? new HouseThread(housekeeper, parts.tree(), options.headInterval()) : null;
    events = new RandomAccess(parts, () -> closed);
    proofs = new JournalProofs(parts, growth, heads, events::event, this::state);
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
      Recovered parts = Recovery.run(files, options);
      LogId id = parts.segments().logId();
      Heads.check(files, id, parts.tree());
      Heads heads = Heads.open(files, id, options.clock(), options.random());
      SegmentWriter writer =
          new SegmentWriter(files, options.segmentBytes(), parts.segments().last());
      Journal journal = new Journal(files, options, lock, parts, heads, writer);
      lock = null;
      journal.start();
      return journal;
    } catch (IOException e) {
      throw IoFailure.of("open the log", files.directory(), e);
    } finally {
      if (lock != null) {
        release(lock);
      }
    }
  }

  private void start() {
    if (commitThread != null && houseThread != null) {
      growth.start();
      commitThread.start();
      houseThread.start();
    }
    boolean started = false;
    try {
      registrar.useKey(heads.signer().verifierKey().publicKey());
      started = true;
    } finally {
      if (!started) {
        close();
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
    change(_ -> new LogState.Failed(refusal));
    queue.refuse(refusal);
    parts.tree().size().wakeAll();
  }

  private void hindered(Optional<LogException> hindrance) {
    change(now -> now instanceof LogState.Open ? new LogState.Open(hindrance) : now);
    if (houseThread != null && state instanceof LogState.Open) {
      hindrance.ifPresentOrElse(
          cause -> LOGGER.log(Level.WARNING, HINDERED, files.directory(), cause.getMessage()),
          () -> LOGGER.log(Level.INFO, FREE, files.directory()));
    }
  }

  private void change(UnaryOperator<LogState> change) {
    changing.lock();
    try {
      state = change.apply(state);
    } finally {
      changing.unlock();
    }
  }

  private void treeFailed(Throwable cause) {
    committer.fail(IoFailure.unexpected("grow the tree", cause));
  }

  @Override
  public LogId id() {
    return parts.segments().logId();
  }

  @Override
  public StreamId createStream(String name, Retention retention) {
    return registrar.createStream(name, retention);
  }

  @Override
  public void changeRetention(StreamId stream, Retention retention) {
    registrar.changeRetention(stream, retention);
  }

  @Override
  public Optional<StreamInfo> stream(String name) {
    return parts.registry().find(name);
  }

  @Override
  public StreamInfo stream(StreamId id) {
    return parts.registry().get(id);
  }

  @Override
  public List<StreamInfo> streams() {
    return parts.registry().all();
  }

  @Override
  public CompletableFuture<Appended> append(EventBatch batch) {
    return appends.append(batch);
  }

  @Override
  public Optional<Appended> find(OperationId operationId) {
    return operations.find(operationId);
  }

  @Override
  public Position firstRetained() {
    return parts.registry().firstRetained();
  }

  @Override
  public Position durable() {
    return Position.ofOrdinal(parts.durable().get());
  }

  @Override
  public Position beforeEnd(long events) {
    return parts.beforeEnd(events);
  }

  @Override
  public boolean awaitBeyond(Position position, Duration timeout) throws InterruptedException {
    boolean there =
        parts.durable().awaitBeyond(position.ordinal(), Nanos.of(timeout), () -> closed);
    if (closed) {
      throw new LogException(LogError.CLOSED, "The log in " + files.directory() + " is closed");
    }
    return there;
  }

  @Override
  public LogReader reader(Position from) {
    return reader(from, (StreamSelection) null);
  }

  @Override
  public LogReader reader(Position from, Collection<StreamId> streams) {
    streams.forEach(parts.registry()::get);
    return reader(from, new StreamSelection(streams));
  }

  private LogReader reader(Position from, @Nullable StreamSelection selection) {
    JournalReader reader =
        new JournalReader(parts, () -> closed, selection, JournalReader.SEQUENTIAL_BYTES);
    reader.seek(from);
    return reader;
  }

  @Override
  public EventView event(Position position) {
    return events.event(position);
  }

  @Override
  public SignedTreeHead head() {
    return proofs.head();
  }

  @Override
  public VerifierKey verifierKey() {
    return heads.signer().verifierKey();
  }

  @Override
  public InclusionProof proveInclusion(Position position, SignedTreeHead head) {
    return proofs.inclusion(position, head);
  }

  @Override
  public ConsistencyProof proveConsistency(SignedTreeHead from, SignedTreeHead to) {
    return proofs.consistency(from, to);
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

  /** Does what the log does in its own threads while it is idle; see {@link #step}. */
  public void idle() {
    requireByCaller();
    committer.vouch();
    committer.rollIfOld();
    housekeeper.step();
  }

  private void requireByCaller() {
    if (commitThread != null) {
      throw new IllegalStateException("The log runs its own threads");
    }
  }

  @Override
  public void close() {
    closing.lock();
    try {
      if (!closed) {
        finish();
      }
    } finally {
      closing.unlock();
    }
  }

  private void finish() {
    queue.refuse(
        new LogException(LogError.CLOSED, "The log in " + files.directory() + " is closed"));
    try {
      if (commitThread != null && houseThread != null) {
        commitThread.join();
        houseThread.stop();
      } else {
        committer.drain();
      }
      if (state instanceof LogState.Open) {
        housekeeper.finish();
      }
    } catch (IOException e) {
      throw IoFailure.of("close the log", files.directory(), e);
    } finally {
      closed = true;
      change(_ -> new LogState.Closed());
      parts.durable().wakeAll();
      parts.tree().size().wakeAll();
      events.close();
      releaseFiles();
    }
  }

  private void releaseFiles() {
    try {
      writer.close();
    } catch (IOException e) {
      throw IoFailure.of("close the log", files.directory(), e);
    } finally {
      release(lock);
    }
  }
}
