package dev.evert.benchmarks.nexmark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes events into blocks, which both engines read.
 *
 * <pre>
 *   block  = event*
 *   event  = size of what follows, 2 bytes | kind, 1 byte | field*
 *   field  = number or milliseconds since 1970, 8 bytes | length, 2 bytes, ASCII
 * </pre>
 *
 * <p>Numbers are big-endian.
 */
final class EventWriter {
  /** How many events a block has. */
  static final int BLOCK_EVENTS = 1000;

  private final ByteBuffer block = ByteBuffer.allocate(1 << 20);
  private final List<byte[]> blocks = new ArrayList<>();
  private int start;
  private int events;

  void begin(EventKind kind) {
    start = block.position();
    block.putShort((short) 0).put((byte) kind.code());
  }

  void number(long value) {
    block.putLong(value);
  }

  void text(byte[] ascii) {
    block.putShort((short) ascii.length).put(ascii);
  }

  void end() {
    block.putShort(start, (short) (block.position() - start - Short.BYTES));
    if (++events % BLOCK_EVENTS == 0) {
      endBlock();
    }
  }

  private void endBlock() {
    byte[] bytes = new byte[block.position()];
    block.flip().get(bytes);
    block.clear();
    blocks.add(bytes);
  }

  /** All blocks, the last one included. */
  List<byte[]> blocks() {
    if (block.position() > 0) {
      endBlock();
    }
    return List.copyOf(blocks);
  }
}
