package dev.evert.log.journal;

import dev.evert.log.bytes.ByteReader;
import dev.evert.log.bytes.ByteWriter;
import dev.evert.log.files.AtomicFile;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.NodeHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file beside a sealed segment that holds what is derived from it: a {@link SegmentSummary},
 * which is read when the log is opened, and a body, which is read when it is needed. Numbers are
 * little-endian.
 *
 * <pre>
 *   +---------------------------------------------------------------+
 *   | summary                                                       |
 *   +---------------+-----------------------------------------------+
 *   | place count   | each: event number in segment, frame offset   |
 *   +---------------+-----------------------------------------------+
 *   | for each stream of the summary: byte count, frame offsets     |   as in {@link StreamFrames}
 *   +---------------+-----------------------------------------------+
 *   | node count    | each: hash                                    |
 *   +---------------+-----------------------------------------------+
 *   | op. count     | each: id, first position, event count         |
 *   +---------------+-----------------------------------------------+
 *   | CRC32C of the body |
 *   +--------------------+
 * </pre>
 *
 * <p>A file that is missing, not intact or of another version is made again from its segment.
 */
final class IndexFile {
  private IndexFile() {}

  /** Writes the file whole, and durably before it gets its name. */
  static SegmentSummary write(
      LogFiles files, SegmentName name, SegmentSummary withoutBody, SegmentIndex index)
      throws IOException {
    byte[] body = body(index, withoutBody.streams());
    SegmentSummary summary = withoutBody.withBodyBytes(body.length);
    AtomicFile.write(files, name.indexFileName(), false, summary.toBytes(), body);
    return summary;
  }

  private static byte[] body(SegmentIndex index, int[] streams) {
    ByteWriter out = new ByteWriter();
    long[] places = index.places();
    out.putInt(places.length);
    for (long place : places) {
      out.putLong(place);
    }
    for (int stream : streams) {
      StreamFrames frames = index.frames(stream);
      byte[] offsets = frames == null ? new byte[0] : frames.toBytes();
      out.putInt(offsets.length).putBytes(offsets);
    }
    out.putInt(index.nodes().count()).putBytes(index.nodes().toBytes());
    index.operations().write(out);
    return out.putChecksum(0).toBytes();
  }

  /** Reads the summary of a segment's index file; null if there is none that is intact. */
  static @Nullable SegmentSummary readSummary(LogFiles files, SegmentName name) throws IOException {
    try (LogFile file = files.openForReading(name.indexFileName())) {
      byte[] prefix = new byte[SegmentSummary.PREFIX_BYTES];
      file.readFully(ByteBuffer.wrap(prefix), 0);
      int size = SegmentSummary.size(prefix);
      if (size == 0 || size > file.size()) {
        return null;
      }
      byte[] bytes = new byte[size];
      file.readFully(ByteBuffer.wrap(bytes), 0);
      return SegmentSummary.parse(bytes);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Whether a segment's index file holds what is derived from the segment now. */
  static boolean matches(LogFiles files, SegmentName name, SegmentSummary known, SegmentIndex index)
      throws IOException {
    byte[] expected = body(index, known.streams());
    byte[] found = readBody(files, name, known);
    return Arrays.equals(known.streams(), index.streamNumbers()) && Arrays.equals(expected, found);
  }

  /** Reads the body; null if it is not intact. */
  static @Nullable SegmentIndex readIndex(LogFiles files, SegmentName name, SegmentSummary summary)
      throws IOException {
    return parse(new ByteReader(readBody(files, name, summary)), summary);
  }

  /** The bytes of the body, or as many of them as there are. */
  private static byte[] readBody(LogFiles files, SegmentName name, SegmentSummary summary)
      throws IOException {
    byte[] bytes = new byte[summary.bodyBytes()];
    try (LogFile file = files.openForReading(name.indexFileName())) {
      file.readFully(ByteBuffer.wrap(bytes), summary.toBytes().length);
      return bytes;
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  private static @Nullable SegmentIndex parse(ByteReader in, SegmentSummary summary) {
    long[] places = new long[in.getCount(Long.BYTES)];
    for (int i = 0; i < places.length; i++) {
      places[i] = in.getLong();
    }
    StreamFrames[] frames = new StreamFrames[summary.streams().length];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new StreamFrames(in.getBytes(in.getCount(1)));
    }
    NodeList nodes = new NodeList(in.getBytes((long) in.getCount(NodeHash.BYTES) * NodeHash.BYTES));
    SegmentIndex index = new SegmentIndex(nodes, OperationList.read(in));
    in.checkChecksum(0);
    if (!in.isIntact()) {
      return null;
    }
    for (long place : places) {
      index.addPlace(place);
    }
    for (int i = 0; i < frames.length; i++) {
      index.putStream(summary.streams()[i], frames[i]);
    }
    return index;
  }
}
