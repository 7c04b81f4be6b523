package dev.evert.engine.delivery;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkProgress;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How far a sink is, in the engine's words: it holds the view as of {@code from}, and of the
 * changes between {@code from} and {@code to} those up to and with the key {@code afterKey}.
 * Without a key it holds the view as of {@code to}.
 *
 * <pre>
 *   token   = "1 " generation " " from " " to [" " key in hexadecimal]
 *   version = to * 2^20 + the number of the batch among those from {@code from} to {@code to};
 *             the last batch has 2^20 - 1
 * </pre>
 *
 * @param generation of the view
 * @param from a time of the view, 0 for nothing at all
 * @param to a later time, or the same
 */
public record DeliveryToken(int generation, long from, long to, Optional<byte[]> afterKey) {
  /** Bits of a version that number the batches between two times. */
  public static final int BATCH_BITS = 20;

  /** The most batches between two times. */
  public static final int MAX_BATCHES = (1 << BATCH_BITS) - 1;

  private static final String FORMAT = "1";

  public DeliveryToken {
    if (from < 0 || to < from || (afterKey.isPresent() && from == to)) {
      throw new IllegalArgumentException("a delivery from " + from + " to " + to);
    }
  }

  /** Everything up to a time. */
  public static DeliveryToken whole(int generation, long time) {
    return new DeliveryToken(generation, time, time, Optional.empty());
  }

  /** On the way from where this token ends to a later time, with nothing of it yet. */
  public DeliveryToken towards(long time) {
    return new DeliveryToken(generation, to, time, Optional.empty());
  }

  /** On the way, after a key. */
  public DeliveryToken after(byte[] key) {
    return new DeliveryToken(generation, from, to, Optional.of(key));
  }

  /** At the end of the way. */
  public DeliveryToken arrived() {
    return whole(generation, to);
  }

  /** Whether the sink is between two times of the view. */
  public boolean underWay() {
    return afterKey.isPresent();
  }

  /** The progress that the sink stores after batch number {@code batch}, counted from 0. */
  public SinkProgress progress(int batch) {
    int number = underWay() ? Math.min(batch, MAX_BATCHES - 1) : MAX_BATCHES;
    return new SinkProgress(token(), version(to) + number);
  }

  /** The number of the batch that comes after the one that a store holds; 0 at a time's start. */
  public static int batchAfter(SinkProgress stored) {
    int number = (int) (stored.version() & MAX_BATCHES);
    return number == MAX_BATCHES ? 0 : number + 1;
  }

  /** The version of a change that belongs to a time. */
  public static long version(long time) {
    return time << BATCH_BITS;
  }

  private String token() {
    String times = FORMAT + " " + generation + " " + from + " " + to;
    return afterKey.map(key -> times + " " + HexFormat.of().formatHex(key)).orElse(times);
  }

  /**
   * Reads what {@link #progress} made.
   *
   * @throws EvertException {@link ErrorCode#DATA_NEWER} if a newer version made it
   */
  public static DeliveryToken parse(SinkProgress progress) {
    String[] words = progress.token().split(" ", -1);
    if (!words[0].equals(FORMAT) || words.length < 4) {
      throw new EvertException(
          ErrorCode.DATA_NEWER,
          "the sink's progress has the form '" + words[0] + "', this version knows " + FORMAT);
    }
    Optional<byte[]> key =
        words.length > 4 ? Optional.of(HexFormat.of().parseHex(words[4])) : Optional.empty();
    return new DeliveryToken(
        Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]), key);
  }
}
