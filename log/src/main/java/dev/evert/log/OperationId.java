package dev.evert.log;

import java.util.HexFormat;
import java.util.UUID;

/**
 * A client-made 128-bit id of an operation. Appending a batch under an operation id takes effect
 * once, however often it is repeated, and the id travels with the events.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record OperationId(long high, long low) implements Comparable<OperationId> {
  /** No operation: all bits zero. */
  public static final OperationId NONE = new OperationId(0, 0);

  private static final int HEX_DIGITS = 32;

  /** The id with a UUID's bits. */
  public static OperationId of(UUID uuid) {
    return new OperationId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** A random id from the machine's secure random numbers. */
  public static OperationId random() {
    return of(UUID.randomUUID());
  }

  /**
   * Reads 32 hexadecimal digits, with or without hyphens.
   *
   * @throws LogException with {@link LogError#BAD_TOKEN} if the text is anything else
   */
  public static OperationId parse(String text) {
    String digits = text.replace("-", "");
    if (digits.length() == HEX_DIGITS && digits.chars().allMatch(HexFormat::isHexDigit)) {
      return new OperationId(
          HexFormat.fromHexDigitsToLong(digits, 0, HEX_DIGITS / 2),
          HexFormat.fromHexDigitsToLong(digits, HEX_DIGITS / 2, HEX_DIGITS));
    }
    throw new LogException(
        LogError.BAD_TOKEN,
        "Not an operation id: '"
            + LogException.shorten(text)
            + "'. An operation id is 32 hexadecimal digits, with or without hyphens.");
  }

  /** Whether this is {@link #NONE}. */
  public boolean isNone() {
    return (high | low) == 0;
  }

  @Override
  public int compareTo(OperationId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
