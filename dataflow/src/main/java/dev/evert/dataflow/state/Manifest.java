package dev.evert.dataflow.state;

import dev.evert.dataflow.digest.Digest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A manifest that was read, as {@link ManifestWriter} draws it; its runs are places still. */
record Manifest(
    long number,
    String fingerprint,
    long time,
    byte[] attachment,
    long refused,
    Map<String, List<RunPlace>> arrangements,
    Map<String, View> views,
    Map<String, Integer> widths) {
  static final String PREFIX = "manifest-";

  /** A view. */
  record View(
      long time,
      Digest digest,
      long rowCount,
      List<RunPlace> rows,
      long floor,
      Digest floorDigest,
      List<Interval> intervals) {}

  /** The changes of a view up to a time. */
  record Interval(long to, Digest digest, List<RunPlace> runs) {}

  static String name(long number) {
    return PREFIX + String.format("%016x", number);
  }

  /** The numbers of the files that it names. */
  Set<Long> files() {
    Set<Long> numbers = new HashSet<>();
    arrangements.values().forEach(runs -> add(runs, numbers));
    for (View view : views.values()) {
      add(view.rows(), numbers);
      view.intervals().forEach(interval -> add(interval.runs(), numbers));
    }
    return numbers;
  }

  private static void add(List<RunPlace> places, Set<Long> numbers) {
    places.forEach(place -> numbers.add(place.file()));
  }

  /** Reads a manifest and checks all of it. */
  static Manifest read(Path file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < ManifestWriter.HEADER_BYTES + RunImage.CRC_BYTES) {
      throw Failures.corrupt(file, bytes.length, "the length", "more than a header", bytes.length);
    }
    check(file, 0, "the magic", ManifestWriter.MAGIC, in.getLong());
    int crcAt = ManifestWriter.HEADER_CRC;
    check(
        file,
        crcAt,
        "the checksum of the header",
        in.getInt(crcAt),
        ManifestWriter.checksum(bytes, 0, crcAt));
    int version = in.getInt();
    if (version > ManifestWriter.VERSION) {
      throw Failures.newer(file, ManifestWriter.VERSION, version);
    }
    long number = in.getLong();
    long length = in.getLong();
    in.getInt();
    long expected = ManifestWriter.HEADER_BYTES + length + RunImage.CRC_BYTES;
    check(file, bytes.length, "the length", expected, bytes.length);
    int body = (int) length;
    check(
        file,
        ManifestWriter.HEADER_BYTES,
        "the checksum",
        in.getInt(ManifestWriter.HEADER_BYTES + body),
        ManifestWriter.checksum(bytes, ManifestWriter.HEADER_BYTES, body));
    try {
      return new Reader(in).body(number);
    } catch (BufferUnderflowException e) {
      throw Failures.corrupt(file, in.position(), "the body", "longer", "at its end");
    }
  }

  private static void check(Path file, long offset, String what, long expected, long found) {
    if (expected != found) {
      throw Failures.corrupt(
          file, offset, what, Long.toHexString(expected), Long.toHexString(found));
    }
  }

  /** Reads the body. */
  private record Reader(ByteBuffer in) {
    Manifest body(long number) {
      String fingerprint = text();
      long time = in.getLong();
      byte[] attachment = bytes(in.getInt());
      long refused = in.getLong();
      return new Manifest(
          number,
          fingerprint,
          time,
          attachment,
          refused,
          map(this::places),
          map(this::view),
          map(in::getInt));
    }

    private <T> Map<String, T> map(Supplier<T> value) {
      Map<String, T> map = new LinkedHashMap<>();
      int count = in.getInt();
      for (int i = 0; i < count; i++) {
        String key = text();
        map.put(key, value.get());
      }
      return map;
    }

    private <T> List<T> list(Supplier<T> element) {
      List<T> list = new ArrayList<>();
      int count = in.getInt();
      for (int i = 0; i < count; i++) {
        list.add(element.get());
      }
      return List.copyOf(list);
    }

    private List<RunPlace> places() {
      return list(() -> new RunPlace(in.getLong(), in.getLong(), in.getLong()));
    }

    private View view() {
      return new View(
          in.getLong(),
          digest(),
          in.getLong(),
          places(),
          in.getLong(),
          digest(),
          list(() -> new Interval(in.getLong(), digest(), places())));
    }

    private Digest digest() {
      return new Digest(in.getLong(), in.getLong());
    }

    private byte[] bytes(int length) {
      if (length < 0 || length > in.remaining()) {
        throw new BufferUnderflowException();
      }
      byte[] bytes = new byte[length];
      in.get(bytes);
      return bytes;
    }

    private String text() {
      return new String(bytes(in.getInt()), StandardCharsets.UTF_8);
    }
  }
}
