package dev.evert.log.journal;

import dev.evert.log.Appended;
import dev.evert.log.BatchChunks;
import dev.evert.log.EventBatch;
import dev.evert.log.OperationId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one commit writes: the frames of the batches that producers added since the commit before,
 * as they will be in the file, except for what only the commit knows. Producers add under the
 * committer's lock; then the commit thread owns it.
 */
final class CommitGroup {
  private static final int INITIAL_BYTES = 1 << 16;
  private static final int INITIAL_FRAMES = 16;

  private final int capacityBytes;
  private final List<Entry> entries = new ArrayList<>();
  private ByteBuffer bytes = direct(INITIAL_BYTES);
  private int sizeBytes;

  private int frameCount;
  private int[] frameOffsets = new int[INITIAL_FRAMES];
  private int[] frameEvents = new int[INITIAL_FRAMES];
  private int[] streamEnds = new int[INITIAL_FRAMES];
  private int[] streams = new int[INITIAL_FRAMES];

  private int eventCount;
  private LeafList leaves = new LeafList();

  CommitGroup(int capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  /**
   * One batch in the group.
   *
   * @param firstFrame its first frame
   * @param endFrame the frame after its last one
   * @param firstEvent the number of its first event within the group
   * @param events how many events it has
   * @param operationId the operation that it is
   * @param registration what it registers, if the log itself appended it
   * @param future completed when it is durable
   */
  record Entry(
      int firstFrame,
      int endFrame,
      int firstEvent,
      int events,
      OperationId operationId,
      @Nullable RegistryEvent registration,
      CompletableFuture<Appended> future) {}

  /** The bytes that a batch takes in a group. */
  static long sizeOf(EventBatch batch, BatchChunks chunks) {
    return (long) batch.sizeBytes()
        + (long) chunks.count() * Frame.OVERHEAD_BYTES
        + (batch.operationId().isNone() ? 0 : Frame.OPERATION_BYTES);
  }

  /** The most bytes that the group can hold. */
  int capacityBytes() {
    return capacityBytes;
  }

  /** Whether with so many bytes more the group is not above a limit, nor above its capacity. */
  boolean fits(long moreBytes, int limitBytes) {
    return sizeBytes + moreBytes <= Math.min(limitBytes, capacityBytes);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void add(
      EventBatch batch,
      BatchChunks chunks,
      @Nullable RegistryEvent registration,
      CompletableFuture<Appended> future) {
    reserve(Math.toIntExact(sizeOf(batch, chunks)));
    int firstFrame = frameCount;
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      addFrame(batch, chunks, chunk);
    }
    leaves.add(batch.leafHashes(), batch.count());
    entries.add(
        new Entry(
            firstFrame,
            frameCount,
            eventCount,
            batch.count(),
            batch.operationId(),
            registration,
            future));
    eventCount += batch.count();
  }

  private void addFrame(EventBatch batch, BatchChunks chunks, int chunk) {
    byte[] operation = chunk == 0 ? batch.operationBytes() : new byte[0];
    int flags =
        (chunk == 0 ? Frame.FIRST : 0)
            | (chunk == chunks.count() - 1 ? Frame.LAST : 0)
            | (operation.length > 0 ? Frame.OPERATION : 0);
    int events = chunks.end(chunk) - chunks.start(chunk);
    int body = operation.length + events;
    int at = sizeBytes;
    Frame.begin(bytes, at, body, chunks.events(chunk), flags, chunks.checksum(chunk));
    bytes.put(at + Frame.HEADER_BYTES, operation);
    bytes.put(
        at + Frame.HEADER_BYTES + operation.length, batch.bytes(), chunks.start(chunk), events);
    addFrameEntry(at, chunks, chunk);
    sizeBytes = at + body + Frame.OVERHEAD_BYTES;
  }

  private void addFrameEntry(int at, BatchChunks chunks, int chunk) {
    if (frameCount == frameOffsets.length) {
      frameOffsets = Arrays.copyOf(frameOffsets, frameCount * 2);
      frameEvents = Arrays.copyOf(frameEvents, frameCount * 2);
      streamEnds = Arrays.copyOf(streamEnds, frameCount * 2);
    }
    frameOffsets[frameCount] = at;
    frameEvents[frameCount] = chunks.events(chunk);
    int stream = firstStream(frameCount);
    for (int i = chunks.firstStream(chunk); i < chunks.endStream(chunk); i++) {
      if (stream == streams.length) {
        streams = Arrays.copyOf(streams, stream * 2);
      }
      streams[stream++] = chunks.stream(i);
    }
    streamEnds[frameCount++] = stream;
  }

  private void reserve(int moreBytes) {
    int needed = sizeBytes + moreBytes;
    if (needed > bytes.capacity()) {
      int doubled = Math.min(capacityBytes, bytes.capacity() * 2);
      ByteBuffer larger = direct(Math.max(needed, doubled));
      larger.put(0, bytes, 0, sizeBytes);
      bytes = larger;
    }
  }

  private static ByteBuffer direct(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  void clear() {
    entries.clear();
    sizeBytes = 0;
    frameCount = 0;
    eventCount = 0;
    leaves.truncate(0);
  }

  List<Entry> entries() {
    return entries;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  int frameOffset(int frame) {
    return frame == frameCount ? sizeBytes : frameOffsets[frame];
  }

  int frameEvents(int frame) {
    return frameEvents[frame];
  }

  int firstStream(int frame) {
    return frame == 0 ? 0 : streamEnds[frame - 1];
  }

  int endStream(int frame) {
    return streamEnds[frame];
  }

  int stream(int index) {
    return streams[index];
  }

  /** The leaf hashes of the group's events in order. */
  LeafList leaves() {
    return leaves;
  }

  /** Gives the group another list for its leaves, an empty one. */
  void useLeaves(LeafList empty) {
    leaves = empty;
  }
}
