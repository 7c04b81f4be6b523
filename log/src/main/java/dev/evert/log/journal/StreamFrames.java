package dev.evert.log.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The offsets, in one segment, of the frames that hold events of one stream: ascending, as
 * differences in base 128, low digits first, the high bit set on all digits but the last. One
 * thread adds; any number read what was published.
 */
final class StreamFrames {
  private static final VarHandle LENGTH;
  private static final int INITIAL_BYTES = 8;
  private static final int MAX_DIGITS = 5;
  private static final int DIGIT_BITS = 7;
  private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;

  static {
    try {
      LENGTH = MethodHandles.lookup().findVarHandle(StreamFrames.class, "length", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private byte[] digits;
  private int lastOffset;

  @SuppressWarnings("FieldMayBeFinal") // written through the handle
  private int length;

  StreamFrames() {
    digits = new byte[INITIAL_BYTES];
  }

  /** Offsets that are complete: no more will be added. */
  StreamFrames(byte[] digits) {
    this.digits = digits;
    LENGTH.setRelease(this, digits.length);
  }

  void add(int offset) {
    int at = (int) LENGTH.get(this);
    if (at + MAX_DIGITS > digits.length) {
      digits = Arrays.copyOf(digits, digits.length * 2);
    }
    int difference = offset - lastOffset;
    while (difference > DIGIT_MASK) {
      digits[at++] = (byte) (difference | ~DIGIT_MASK);
      difference >>>= DIGIT_BITS;
    }
    digits[at++] = (byte) difference;
    lastOffset = offset;
    LENGTH.setRelease(this, at);
  }

  /** The encoded differences so far. */
  byte[] toBytes() {
    int published = (int) LENGTH.getAcquire(this);
    return Arrays.copyOf(digits, published);
  }

  Cursor cursor() {
    return new Cursor(this);
  }

  /** Goes through the offsets of one stream. Belongs to one thread. */
  static final class Cursor {
    private final StreamFrames frames;
    private int index;
    private int offset;
    private boolean started;

    private Cursor(StreamFrames frames) {
      this.frames = frames;
    }

    /** The first offset that is at least a given one, or -1 if there is none yet. */
    int seek(int least) {
      while (!started || offset < least) {
        if (!advance()) {
          return -1;
        }
      }
      return offset;
    }

    private boolean advance() {
      int published = (int) LENGTH.getAcquire(frames);
      if (index >= published) {
        return false;
      }
      byte[] digits = frames.digits;
      int difference = 0;
      int shift = 0;
      byte digit;
      do {
        digit = digits[index++];
        difference |= (digit & DIGIT_MASK) << shift;
        shift += DIGIT_BITS;
      } while (digit < 0);
      offset += difference;
      started = true;
      return true;
    }
  }
}
