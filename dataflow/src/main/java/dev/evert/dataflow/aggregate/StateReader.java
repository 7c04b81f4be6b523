package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.arrangement.Varints;
import java.util.Arrays;

/** Reads what accumulators have written. */
public final class StateReader {
  private byte[] bytes = {};
  private int at;

  /** Reads from here on. */
  public StateReader set(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
    return this;
  }

  /** A number of either sign. */
  public long readLong() {
    long value = Varints.get(bytes, at);
    at += Varints.length(bytes, at);
    return Varints.unzigzag(value);
  }

  /** A number that is not negative and fits an int. */
  public int readLength() {
    int value = (int) Varints.get(bytes, at);
    at += Varints.length(bytes, at);
    return value;
  }

  /** The next bytes. */
  byte[] readBytes(int length) {
    byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return copy;
  }

  /** Holds what is read. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where what comes next starts. */
  public int offset() {
    return at;
  }

  /** Moves past so many bytes. */
  public void skip(int length) {
    at += length;
  }
}
