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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A log in a directory, seen from outside while another process may be writing it: what was durable
 * when the view was opened or refreshed. It takes no lock and changes no file.
 *
 * <p>The last commit of a writer is seen when the writer has said that it is durable, which it does
 * with the next commit or a moment later.
 */
public final class JournalView implements Log {
  private static final int ATTEMPTS = 10;

  private final LogFiles files;
  private final ViewedTail tail;
  private final Recovered parts;
  private final OperationLookup operations;
  private final RandomAccess events;
  private final ViewedHeads heads;
  private volatile boolean closed;

  private JournalView(LogFiles files, LogOptions options, ViewedTail tail) {
    this.files = files;
    this.tail = tail;
    this.parts = tail.parts();
    this.operations = new OperationLookup(parts.operations(), parts.durable());
    this.events = new RandomAccess(parts, () -> closed);
    this.heads = new ViewedHeads(files, parts.segments().logId(), options.clock());
  }

  /**
   * Opens a view of the log in a directory.
   *
   * @throws LogException {@link LogError#NOT_FOUND}, {@link LogError#CORRUPT}, {@link
   *     LogError#NEWER_VERSION} or {@link LogError#IO}
   */
  public static JournalView open(Path directory) {
    return open(new DiskFiles(directory), LogOptions.defaults());
  }

  /** Opens a view in a file system that is handed in. */
  public static JournalView open(LogFiles files, LogOptions options) {
    for (int attempt = 1; ; attempt++) {
      try {
        return new JournalView(files, options, Recovery.view(files, options));
      } catch (IOException | SegmentReplacedException | LogException e) {
        // The writer may have sealed or replaced a segment after its name was seen.
        if (attempt == ATTEMPTS) {
          throw failure(files, e);
        }
      }
    }
  }

  private static LogException failure(LogFiles files, Exception e) {
    return switch (e) {
      case LogException known -> known;
      case IOException io -> IoFailure.of("view the log", files.directory(), io);
      default -> IoFailure.unexpected("view the log", e);
    };
  }

  /**
   * Looks for what the writer has added since; readers of this view then see it too.
   *
   * @return false if the writer has begun a new segment file or replaced one, so that another view
   *     must be opened to see more
   */
  public boolean refresh() {
    try {
      return tail.refresh();
    } catch (IOException e) {
      throw failure(files, e);
    }
  }

  private LogException readOnly() {
    return new LogException(
        LogError.READ_ONLY, "The log in " + files.directory() + " is open for reading only");
  }

  @Override
  public LogId id() {
    return parts.segments().logId();
  }

  @Override
  public StreamId createStream(String name, Retention retention) {
    return stream(name).map(StreamInfo::id).orElseThrow(this::readOnly);
  }

  @Override
  public void changeRetention(StreamId stream, Retention retention) {
    throw readOnly();
  }

  @Override
  public CompletableFuture<Appended> append(EventBatch batch) {
    throw readOnly();
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
    return parts.durable().awaitBeyond(position.ordinal(), Nanos.of(timeout), () -> closed);
  }

  @Override
  public LogReader reader(Position from) {
    JournalReader reader =
        new JournalReader(parts, () -> closed, null, JournalReader.SEQUENTIAL_BYTES);
    reader.seek(from);
    return reader;
  }

  @Override
  public LogReader reader(Position from, Collection<StreamId> streams) {
    streams.forEach(parts.registry()::get);
    JournalReader reader =
        new JournalReader(
            parts, () -> closed, new StreamSelection(streams), JournalReader.SEQUENTIAL_BYTES);
    reader.seek(from);
    return reader;
  }

  @Override
  public EventView event(Position position) {
    return events.event(position);
  }

  @Override
  public SignedTreeHead head() {
    return heads.head(tail.tree().edge());
  }

  @Override
  public VerifierKey verifierKey() {
    return VerifierKey.of(id(), parts.registry().publicKey());
  }

  @Override
  public InclusionProof proveInclusion(Position position, SignedTreeHead head) {
    return JournalProofs.inclusion(tail.tree(), events::event, position, head);
  }

  @Override
  public ConsistencyProof proveConsistency(SignedTreeHead from, SignedTreeHead to) {
    return JournalProofs.consistency(tail.tree(), from, to);
  }

  @Override
  public LogState state() {
    return closed ? new LogState.Closed() : new LogState.ReadOnly();
  }

  @Override
  public void close() {
    closed = true;
    parts.durable().wakeAll();
    events.close();
  }
}
