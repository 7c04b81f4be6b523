package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The last place of each key in a sequence, in 24 bytes a key: keys are known by 128 bits of a
 * cryptographic hash. One thread at a time.
 */
final class LastPlaces {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int MAX_CAPACITY = 1 << 28;

  private final MessageDigest digest = sha256();
  private long[] highs = new long[FIRST_CAPACITY];
  private long[] lows = new long[FIRST_CAPACITY];

  /** The place plus one; 0 where there is no key. */
  private long[] places = new long[FIRST_CAPACITY];

  private int count;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Notes a key's place, which is behind all places that it had. */
  void put(byte[] bytes, int length, long place) {
    if (2 * count >= places.length) {
      grow();
    }
    byte[] hash = hash(bytes, length);
    long high = BigEndian.getLong(hash, 0);
    long low = BigEndian.getLong(hash, Long.BYTES);
    int slot = slot(high, low);
    count += places[slot] == 0 ? 1 : 0;
    highs[slot] = high;
    lows[slot] = low;
    places[slot] = place + 1;
  }

  /** Whether this is the key's last place. */
  boolean isLast(byte[] bytes, int length, long place) {
    byte[] hash = hash(bytes, length);
    int slot = slot(BigEndian.getLong(hash, 0), BigEndian.getLong(hash, Long.BYTES));
    return places[slot] == place + 1;
  }

  private byte[] hash(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    return digest.digest();
  }

  private int slot(long high, long low) {
    int slot = (int) low & (places.length - 1);
    while (places[slot] != 0 && (highs[slot] != high || lows[slot] != low)) {
      slot = (slot + 1) & (places.length - 1);
    }
    return slot;
  }

  private void grow() {
    if (places.length == MAX_CAPACITY) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED, "more than " + MAX_CAPACITY / 2 + " keys to compare");
    }
    long[] oldHighs = highs;
    long[] oldLows = lows;
    long[] oldPlaces = places;
    highs = new long[2 * oldPlaces.length];
    lows = new long[2 * oldPlaces.length];
    places = new long[2 * oldPlaces.length];
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldPlaces[i] != 0) {
        int slot = slot(oldHighs[i], oldLows[i]);
        highs[slot] = oldHighs[i];
        lows[slot] = oldLows[i];
        places[slot] = oldPlaces[i];
      }
    }
  }
}
