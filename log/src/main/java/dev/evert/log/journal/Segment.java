package dev.evert.log.journal;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a segment file. The committer owns the active one and publishes its end; a
 * sealed one does not change, and after its index file is written it keeps only a summary in
 * memory.
 */
final class Segment {
  private final SegmentName name;
  private final SegmentHeader header;
  private volatile @Nullable SegmentIndex index;
  private volatile @Nullable SegmentSummary summary;
  private volatile int durableBytes;
  private volatile @Nullable Sealing sealing;

  /** A segment whose frames are added, or one that was read whole. */
  Segment(SegmentName name, SegmentHeader header, SegmentIndex index) {
    this.name = name;
    this.header = header;
    this.index = index;
    this.durableBytes = SegmentHeader.BYTES;
  }

  /** A sealed segment with an index file. */
  Segment(SegmentName name, SegmentHeader header, SegmentSummary summary) {
    this.name = name;
    this.header = header;
    this.summary = summary;
    this.durableBytes = summary.segmentBytes();
    this.sealing = new Sealing(summary.edge(), summary.lastTimeMicros());
  }

  SegmentName name() {
    return name;
  }

  String fileName() {
    return name.fileName();
  }

  SegmentHeader header() {
    return header;
  }

  long firstPosition() {
    return header.firstPosition();
  }

  /** The index while it is only in memory, else null. */
  @Nullable SegmentIndex memoryIndex() {
    return index;
  }

  /** What the index file says, or null while there is none. */
  @Nullable SegmentSummary summary() {
    return summary;
  }

  /** From now on the index is in its file. */
  void stored(SegmentSummary written) {
    summary = written;
    index = null;
  }

  /** Whether the segment may hold events of a stream. */
  boolean mayHold(int stream) {
    SegmentSummary stored = summary;
    return stored == null || stored.holds(stream);
  }

  /** The offset after the last durable frame. */
  int durableBytes() {
    return durableBytes;
  }

  /** Whether no frame will be added: read this before {@link #durableBytes}. */
  boolean isSealed() {
    return sealing != null;
  }

  void publish(int bytes) {
    durableBytes = bytes;
  }

  void seal(Sealing known) {
    sealing = known;
  }

  /** What was known when the segment was sealed, or null while it is not. */
  @Nullable Sealing sealing() {
    return sealing;
  }
}
