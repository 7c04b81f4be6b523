package dev.evert.log.journal;

import dev.evert.log.LogId;
import dev.evert.log.bytes.ByteReader;
import dev.evert.log.bytes.ByteWriter;
import dev.evert.log.merkle.HighNodes;
import dev.evert.log.merkle.NodeHash;
import dev.evert.log.merkle.TreeEdge;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in memory about a sealed segment, and stands at the front of its index file ({@link
 * IndexFile}). Numbers are little-endian.
 *
 * <pre>
 *   0                               8               12              16
 *   +-------------------------------+---------------+---------------+
 *   | magic "EVERTIDX"              | version       | summary bytes |
 *   +-------------------------------+---------------+---------------+
 *   | log id, high and low 64 bits                                  | 16
 *   +-------------------------------+-------------------------------+
 *   | position of the first event   | position after the last one   | 32
 *   +-------------------------------+-------------------------------+
 *   | time of the last commit, micr.| segment bytes | high nodes h  | 48
 *   +-------------------------------+---------------+---------------+
 *   | edge of the tree of all events up to the segment's end        | 64
 *   +---------------------------------------------------------------+
 *   | h times: level, hash of a node that became complete in it     |
 *   +---------------+-----------------------------------------------+
 *   | operations    |
 *   +---------------+-----------------------------------------------+
 *   | stream count s| s times: number of a stream that it holds     |
 *   +---------------+---------------+-------------------------------+
 *   | body bytes    | CRC32C of all |
 *   +---------------+---------------+
 * </pre>
 *
 * @param logId the log
 * @param firstPosition the position of the first event
 * @param endPosition the position after the last event
 * @param lastTimeMicros when the last event was appended
 * @param segmentBytes the offset after the last frame
 * @param edge the tree of all events up to the end position
 * @param highNodes the nodes of {@link HighNodes#LEVEL} and above that became complete: level and
 *     hash of each
 * @param streams the numbers of the streams that the segment holds, ascending
 * @param operations how many operations the segment holds
 * @param bodyBytes the bytes of the rest of the index file
 */
record SegmentSummary(
    LogId logId,
    long firstPosition,
    long endPosition,
    long lastTimeMicros,
    int segmentBytes,
    TreeEdge edge,
    byte[] highNodes,
    int[] streams,
    int operations,
    int bodyBytes) {
  static final int VERSION = 1;

  private static final long MAGIC = 0x5844495452455645L;
  private static final int SUMMARY_BYTES_OFFSET = 12;
  private static final int HIGH_NODE_BYTES = Integer.BYTES + NodeHash.BYTES;

  /** The bytes from which {@link #size} can be told. */
  static final int PREFIX_BYTES = 16;

  /**
   * The whole size of a summary that starts with these bytes, or 0 if it is none of this version.
   */
  static int size(byte[] prefix) {
    ByteReader in = new ByteReader(prefix);
    long magic = in.getLong();
    int version = in.getInt();
    int size = in.getInt();
    return magic == MAGIC && version == VERSION && size > PREFIX_BYTES ? size : 0;
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    out.putLong(MAGIC).putInt(VERSION).putInt(0);
    out.putLong(logId.high()).putLong(logId.low());
    out.putLong(firstPosition).putLong(endPosition).putLong(lastTimeMicros);
    out.putInt(segmentBytes).putInt(highNodes.length / HIGH_NODE_BYTES);
    out.putBytes(edge.nodes()).putBytes(highNodes);
    out.putInt(operations).putInt(streams.length);
    for (int stream : streams) {
      out.putInt(stream);
    }
    out.putInt(bodyBytes);
    out.setInt(SUMMARY_BYTES_OFFSET, out.size() + Integer.BYTES);
    return out.putChecksum(0).toBytes();
  }

  /** Reads a summary; null if it is not intact. */
  static @Nullable SegmentSummary parse(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    in.getBytes(PREFIX_BYTES);
    LogId logId = new LogId(in.getLong(), in.getLong());
    long first = in.getLong();
    long end = in.getLong();
    long time = in.getLong();
    int segmentBytes = in.getInt();
    int high = in.getCount(0);
    byte[] edge = in.getBytes((long) Long.bitCount(end) * NodeHash.BYTES);
    byte[] highNodes = in.getBytes((long) high * HIGH_NODE_BYTES);
    int operations = in.getCount(0);
    int[] streams = new int[in.getCount(Integer.BYTES)];
    Arrays.setAll(streams, _ -> in.getInt());
    int bodyBytes = in.getInt();
    in.checkChecksum(0);
    if (!in.isIntact() || in.index() != bytes.length) {
      return null;
    }
    return new SegmentSummary(
        logId,
        first,
        end,
        time,
        segmentBytes,
        new TreeEdge(end, edge),
        highNodes,
        streams,
        operations,
        bodyBytes);
  }

  SegmentSummary withBodyBytes(int bytes) {
    return new SegmentSummary(
        logId,
        firstPosition,
        endPosition,
        lastTimeMicros,
        segmentBytes,
        edge,
        highNodes,
        streams,
        operations,
        bytes);
  }

  /** Whether this is about a segment with this header, whose file has not been cut. */
  boolean isOf(SegmentHeader header, long fileBytes) {
    return logId.equals(header.logId())
        && firstPosition == header.firstPosition()
        && segmentBytes <= fileBytes;
  }

  boolean holds(int stream) {
    return Arrays.binarySearch(streams, stream) >= 0;
  }

  /** Collects high nodes as a summary holds them. */
  static final class HighNodeWriter {
    private final ByteWriter out = new ByteWriter();

    void add(int level, byte[] hash, int at) {
      out.putInt(level).putBytes(Arrays.copyOfRange(hash, at, at + NodeHash.BYTES));
    }

    int sizeBytes() {
      return out.size();
    }

    byte[] toBytes() {
      return out.toBytes();
    }
  }

  /** Takes one high node. */
  interface HighNodeVisitor {
    void node(int level, byte[] hash);
  }

  void forEachHighNode(HighNodeVisitor visitor) {
    forEachHighNode(highNodes, visitor);
  }

  static void forEachHighNode(byte[] highNodes, HighNodeVisitor visitor) {
    ByteReader in = new ByteReader(highNodes);
    while (in.index() < highNodes.length) {
      int level = in.getInt();
      visitor.node(level, in.getBytes(NodeHash.BYTES));
    }
  }
}
