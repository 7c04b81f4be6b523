package dev.evert.dataflow.window;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The notes of the partitions that changed last. They are not part of the state: what is forgotten
 * is found out again by going through the partition.
 */
final class NoteCache {
  private static final long MAX_BYTES = 16 << 20;

  private final Map<ByteBuffer, Notes> partitions = new LinkedHashMap<>(16, 0.75f, true);
  private long sizeBytes;

  @Nullable Notes get(byte[] bytes, int from, int to) {
    return partitions.isEmpty() ? null : partitions.get(ByteBuffer.wrap(bytes, from, to - from));
  }

  /** Replaces notes of a partition, as {@link Notes#replace} does. */
  void replace(
      byte[] bytes,
      int from,
      int to,
      byte @Nullable [] after,
      byte @Nullable [] before,
      List<Note> with) {
    Notes notes = get(bytes, from, to);
    if (notes == null) {
      if (with.isEmpty()) {
        return;
      }
      notes = new Notes();
      partitions.put(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)), notes);
    }
    sizeBytes -= notes.sizeBytes();
    notes.replace(after, before, with);
    sizeBytes += notes.sizeBytes();
    if (notes.isEmpty()) {
      partitions.remove(ByteBuffer.wrap(bytes, from, to - from));
    }
    forget();
  }

  private void forget() {
    Iterator<Notes> eldest = partitions.values().iterator();
    while (sizeBytes > MAX_BYTES && eldest.hasNext()) {
      sizeBytes -= eldest.next().sizeBytes();
      eldest.remove();
    }
  }
}
