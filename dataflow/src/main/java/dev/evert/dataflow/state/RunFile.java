package dev.evert.dataflow.state;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** A mapped file of run images. It owns the mapping; the store's {@link RunFiles} owns it. */
final class RunFile {
  private final Path path;
  private final long number;
  private final Arena arena;
  private final MemorySegment bytes;
  private int images;
  private boolean named;
  private boolean synced;

  RunFile(Path path, long number, Arena arena, MemorySegment bytes) {
    this.path = path;
    this.number = number;
    this.arena = arena;
    this.bytes = bytes;
  }

  Path path() {
    return path;
  }

  /** Its number in the store. */
  long number() {
    return number;
  }

  long sizeBytes() {
    return bytes.byteSize();
  }

  /**
   * Brings a part near, in one read. Touched page by page, whatever lies around each would be read
   * too.
   */
  void fetch(long offset, long length) {
    try {
      bytes.asSlice(offset, length).load();
    } catch (InternalError e) {
      throw Failures.unreadable(path, offset, e);
    }
  }

  /** Whether a key with this hash may be there, as the filter says that starts at an offset. */
  boolean mayHold(long offset, long length, long hash) {
    try {
      return KeyFilter.mayHold(bytes, offset, length, hash);
    } catch (InternalError e) {
      throw Failures.unreadable(path, offset, e);
    }
  }

  void copy(long offset, byte[] target, int length) {
    try {
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, target, 0, length);
    } catch (InternalError e) {
      // What the virtual machine makes of a page that can not be read.
      throw Failures.unreadable(path, offset, e);
    }
  }

  /** How many images of it are in use. */
  int images() {
    return images;
  }

  void images(int images) {
    this.images = images;
  }

  /** Whether the last manifest names it. */
  boolean named() {
    return named;
  }

  void named(boolean named) {
    this.named = named;
  }

  /** Whether all of it is durable. */
  boolean synced() {
    return synced;
  }

  void synced(boolean synced) {
    this.synced = synced;
  }

  void unmap() {
    arena.close();
  }
}
