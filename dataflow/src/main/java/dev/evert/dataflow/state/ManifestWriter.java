package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.output.ViewState;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Writes a manifest: the state of a circuit, with the place of each run. Numbers are big-endian; a
 * text is its length in 4 bytes and UTF-8, a list is its length in 4 bytes and its elements.
 *
 * <pre>
 *   manifest = magic "EVERTMAN" (8), version (4), number (8), length of the body (8),
 *              CRC32C of these (4), body, CRC32C of the body (4)
 *   body     = fingerprint, time (8), attachment (4 and bytes), refused (8),
 *              list of (arrangement id, list of place),
 *              list of (view name, view),
 *              list of (table name, width (4))
 *   view     = time (8), digest (16), rows (8), list of place, floor (8), digest (16),
 *              list of (to (8), digest (16), list of place)
 *   place    = number of a file (8), start of an image in it (8), length of the image (8)
 * </pre>
 */
final class ManifestWriter {
  static final int VERSION = 1;
  static final long MAGIC = 0x4556_4552_544D_414EL;
  static final int HEADER_BYTES = 32;
  static final int HEADER_CRC = 28;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final Function<Run, RunPlace> places;

  private ManifestWriter(Function<Run, RunPlace> places) {
    this.places = places;
  }

  /** The bytes of a manifest. */
  static byte[] write(long number, CircuitState state, Function<Run, RunPlace> places) {
    ManifestWriter writer = new ManifestWriter(places);
    try {
      writer.body(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] body = writer.bytes.toByteArray();
    ByteBuffer all = ByteBuffer.allocate(HEADER_BYTES + body.length + RunImage.CRC_BYTES);
    all.putLong(MAGIC).putInt(VERSION).putLong(number).putLong(body.length);
    all.putInt(checksum(all.array(), 0, HEADER_CRC));
    all.put(body).putInt(checksum(body, 0, body.length));
    return all.array();
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private void body(CircuitState state) throws IOException {
    text(state.fingerprint());
    out.writeLong(state.time());
    out.writeInt(state.attachment().length);
    out.write(state.attachment());
    out.writeLong(state.refused());
    out.writeInt(state.arrangements().size());
    for (Map.Entry<String, List<Run>> entry : sorted(state.arrangements())) {
      text(entry.getKey());
      runs(entry.getValue());
    }
    out.writeInt(state.views().size());
    for (Map.Entry<String, ViewState> entry : sorted(state.views())) {
      text(entry.getKey());
      view(entry.getValue());
    }
    out.writeInt(state.widths().size());
    for (Map.Entry<String, Integer> entry : sorted(state.widths())) {
      text(entry.getKey());
      out.writeInt(entry.getValue());
    }
  }

  private static <T> Iterable<Map.Entry<String, T>> sorted(Map<String, T> map) {
    return new TreeMap<>(map).entrySet();
  }

  private void view(ViewState view) throws IOException {
    out.writeLong(view.time());
    digest(view.digest());
    out.writeLong(view.rowCount());
    runs(view.rows());
    out.writeLong(view.floor());
    digest(view.floorDigest());
    out.writeInt(view.intervals().size());
    for (ViewState.SavedInterval interval : view.intervals()) {
      out.writeLong(interval.to());
      digest(interval.digest());
      runs(interval.runs());
    }
  }

  private void runs(List<Run> runs) throws IOException {
    out.writeInt(runs.size());
    for (Run run : runs) {
      RunPlace place = places.apply(run);
      out.writeLong(place.file());
      out.writeLong(place.from());
      out.writeLong(place.length());
    }
  }

  private void digest(Digest digest) throws IOException {
    out.writeLong(digest.high());
    out.writeLong(digest.low());
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
