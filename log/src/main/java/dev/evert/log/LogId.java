package dev.evert.log;

import java.util.HexFormat;

/**
 * The identity of a log: 128 random bits chosen when it was created.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record LogId(long high, long low) {
  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
