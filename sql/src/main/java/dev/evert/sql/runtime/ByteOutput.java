package dev.evert.sql.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers bytes. */
final class ByteOutput {
  private byte[] bytes;
  private int size;

  ByteOutput(int capacityBytes) {
    bytes = new byte[Math.max(capacityBytes, 16)];
  }

  void put(Slice slice) {
    reserve(slice.size());
    System.arraycopy(slice.bytes(), slice.from(), bytes, size, slice.size());
    size += slice.size();
  }

  void putCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      reserve(1);
      bytes[size++] = (byte) codePoint;
    } else {
      put(Slice.of(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)));
    }
  }

  Slice toSlice() {
    return new Slice(bytes, 0, size);
  }

  private void reserve(int more) {
    int needed = TextLimit.check((long) size + more);
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, TextLimit.MAX_BYTES);
      bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, needed));
    }
  }
}
