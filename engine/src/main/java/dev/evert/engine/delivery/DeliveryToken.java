package dev.evert.engine.delivery;

import dev.evert.log.LogId;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkProgress;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How far a sink is, in the engine's words: it holds the view as of {@code from}, and of the
 * changes between {@code from} and {@code to} those whose keys are not above {@code afterKey}.
 * Without a key it holds the view as of {@code to}.
 *
 * <pre>
 *   token   = "2 " log " " base " " generation " " from " " to [" " key in hexadecimal]
 *   log     = the log's id, 32 hexadecimal digits
 *   version = base + to * 2^20 + the number of the batch among those from {@code from} to
 *             {@code to}; the last batch has 2^20 - 1
 * </pre>
 *
 * @param lineage the log, and what versions begin with
 * @param generation of the view
 * @param from a time of the view, 0 for nothing at all
 * @param to a later time, or the same
 */
public record DeliveryToken(
    Lineage lineage, int generation, long from, long to, Optional<byte[]> afterKey) {
  /** Bits of a version that number the batches between two times. */
  public static final int BATCH_BITS = 20;

  /** The most batches between two times. */
  public static final int MAX_BATCHES = (1 << BATCH_BITS) - 1;

  private static final String FORMAT = "2";
  private static final String FORMAT_WITHOUT_LOG = "1";
  private static final int KEY = 6;
  private static final int HEX_LONG = 16;
  private static final int RADIX_HEX = 16;

  public DeliveryToken {
    if (from < 0 || to < from || (afterKey.isPresent() && from == to)) {
      throw new IllegalArgumentException("a delivery from " + from + " to " + to);
    }
  }

  /** Everything up to a time. */
  public static DeliveryToken whole(Lineage lineage, int generation, long time) {
    return new DeliveryToken(lineage, generation, time, time, Optional.empty());
  }

  /** On the way from where this token ends to a later time, with nothing of it yet. */
  public DeliveryToken towards(long time) {
    return new DeliveryToken(lineage, generation, to, time, Optional.empty());
  }

  /** On the way, after a key. */
  public DeliveryToken after(byte[] key) {
    return new DeliveryToken(lineage, generation, from, to, Optional.of(key));
  }

  /** At the end of the way. */
  public DeliveryToken arrived() {
    return whole(lineage, generation, to);
  }

  /** Whether the sink is between two times of the view. */
  public boolean underWay() {
    return afterKey.isPresent();
  }

  /** The progress that the sink stores after batch number {@code batch}, counted from 0. */
  public SinkProgress progress(int batch) {
    int number = underWay() ? Math.min(batch, MAX_BATCHES - 1) : MAX_BATCHES;
    return new SinkProgress(token(), version() + number);
  }

  /** The number of the batch that comes after the one that a store holds; 0 at a time's start. */
  public static int batchAfter(SinkProgress stored) {
    int number = (int) (stored.version() & MAX_BATCHES);
    return number == MAX_BATCHES ? 0 : number + 1;
  }

  /** The version of the changes on the way. */
  public long version() {
    return lineage.version(to);
  }

  private String token() {
    String times =
        String.join(
            " ",
            FORMAT,
            lineage.log().toString(),
            Long.toString(lineage.base()),
            Integer.toString(generation),
            Long.toString(from),
            Long.toString(to));
    return afterKey.map(key -> times + " " + HexFormat.of().formatHex(key)).orElse(times);
  }

  /**
   * Reads what {@link #progress} made.
   *
   * @throws EvertException {@link ErrorCode#DATA_NEWER} if a newer version made it
   */
  public static DeliveryToken parse(SinkProgress progress) {
    String[] words = progress.token().split(" ", -1);
    if (words[0].equals(FORMAT_WITHOUT_LOG)) {
      return whole(Lineage.UNKNOWN, 0, 0);
    }
    if (!words[0].equals(FORMAT) || words.length < KEY) {
      throw new EvertException(
          ErrorCode.DATA_NEWER,
          "the sink's progress has the form '" + words[0] + "', this version knows " + FORMAT);
    }
    Optional<byte[]> key =
        words.length > KEY ? Optional.of(HexFormat.of().parseHex(words[KEY])) : Optional.empty();
    return new DeliveryToken(
        new Lineage(logId(words[1]), Long.parseLong(words[2])),
        Integer.parseInt(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]),
        key);
  }

  private static LogId logId(String hex) {
    return new LogId(
        Long.parseUnsignedLong(hex, 0, HEX_LONG, RADIX_HEX),
        Long.parseUnsignedLong(hex, HEX_LONG, 2 * HEX_LONG, RADIX_HEX));
  }
}
