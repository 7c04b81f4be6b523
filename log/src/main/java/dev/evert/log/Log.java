package dev.evert.log;

import dev.evert.log.proof.ConsistencyProof;
import dev.evert.log.proof.InclusionProof;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.proof.VerifierKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A totally ordered, durable sequence of events in named streams. Safe for use by any number of
 * threads.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>an event whose append was acknowledged is on disk and is never lost, reordered or changed;
 *   <li>a batch is in the log whole, at contiguous positions, or not at all;
 *   <li>an operation id takes effect once over the whole life of the log;
 *   <li>readers see durable events only, and never a damaged byte.
 * </ul>
 */
public interface Log extends AutoCloseable {
  /** The identity of this log. */
  LogId id();

  /**
   * The stream with a name, registered durably if there is none yet.
   *
   * @param name 1 to 1,024 bytes of UTF-8
   * @throws LogException {@link LogError#STREAM_CONFLICT} if it exists with another retention (see
   *     {@link #changeRetention}) or the name is not allowed
   */
  StreamId createStream(String name, Retention retention);

  /** The stream with a name. */
  Optional<StreamInfo> stream(String name);

  /**
   * The stream with a number.
   *
   * @throws LogException {@link LogError#UNKNOWN_STREAM} if there is none
   */
  StreamInfo stream(StreamId id);

  /** All streams, by number. */
  List<StreamInfo> streams();

  /** Sets how long a stream's events are kept, durably. Events already removed do not come back. */
  void changeRetention(StreamId stream, Retention retention);

  /**
   * Appends a batch. Returns when its bytes are copied, and blocks before that while too many bytes
   * are in flight.
   *
   * @return completes when the batch is durable, or exceptionally with a {@link LogException} if it
   *     may not be. It is completed by the log's own thread: dependent stages must not block, or
   *     must run elsewhere
   * @throws LogException {@link LogError#BATCH_TOO_LARGE}, {@link LogError#BATCH_EMPTY}, {@link
   *     LogError#UNKNOWN_STREAM}, {@link LogError#FAILED}, {@link LogError#READ_ONLY} or {@link
   *     LogError#CLOSED}
   */
  CompletableFuture<Appended> append(EventBatch batch);

  /** Where an operation was written, if a batch was appended under this id. */
  Optional<Appended> find(OperationId operationId);

  /** Every event of every stream at or after this position is still there. */
  Position firstRetained();

  /**
   * The durable end: every event before it is on disk, and the next event will get this position or
   * a later one.
   */
  Position durable();

  /**
   * The position that is so many events, of whatever stream, before the durable end; not before
   * {@link #firstRetained}.
   *
   * @param events at least 0
   */
  Position beforeEnd(long events);

  /**
   * Waits until the durable end is beyond a position.
   *
   * @return false if the time passed first
   * @throws InterruptedException if the thread was interrupted
   * @throws LogException {@link LogError#CLOSED} if the log is closed
   */
  boolean awaitBeyond(Position position, Duration timeout) throws InterruptedException;

  /**
   * A reader of all streams.
   *
   * @param from the first position to read
   * @throws LogException {@link LogError#NOT_RETAINED} if events at or after it have been removed,
   *     {@link LogError#BEYOND_END} if it is after the durable end
   */
  LogReader reader(Position from);

  /** A reader of some streams, whose cost depends on what they hold, not on what the log holds. */
  LogReader reader(Position from, Collection<StreamId> streams);

  /**
   * The event at a position, in a view of its own.
   *
   * @throws LogException {@link LogError#NOT_RETAINED}, {@link LogError#BEYOND_END} or {@link
   *     LogError#CORRUPT}
   */
  EventView event(Position position);

  /**
   * The signed head of the tree of all events that are durable now. The log signs heads by itself,
   * at intervals, while it grows; asking signs one at once if there is none yet for this size.
   */
  SignedTreeHead head();

  /** What others need to check the log's signatures. */
  VerifierKey verifierKey();

  /**
   * Proves that an event stands at a position.
   *
   * @param head a head of this log whose tree includes the position
   * @throws LogException {@link LogError#BEYOND_END} if it does not, {@link LogError#TREE_MISMATCH}
   *     if the head is not this log's, {@link LogError#NOT_RETAINED} if the event was removed
   */
  InclusionProof proveInclusion(Position position, SignedTreeHead head);

  /**
   * Proves that the log only grew from one head to another.
   *
   * @throws LogException {@link LogError#BEYOND_END} if {@code from} is the later one, {@link
   *     LogError#TREE_MISMATCH} if a head is not this log's
   */
  ConsistencyProof proveConsistency(SignedTreeHead from, SignedTreeHead to);

  /** Whether appends are taken. */
  LogState state();

  /** Waits for appends in flight, then releases everything. Closing again has no effect. */
  @Override
  void close();
}
