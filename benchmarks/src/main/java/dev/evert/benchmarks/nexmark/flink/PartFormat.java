package dev.evert.benchmarks.nexmark.flink;

import org.apache.flink.core.io.SimpleVersionedSerializer;

/** How parts are sent to readers: one byte. */
final class PartFormat implements SimpleVersionedSerializer<Part> {
  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(Part part) {
    return new byte[] {(byte) part.number()};
  }

  @Override
  public Part deserialize(int version, byte[] bytes) {
    return new Part(bytes[0]);
  }
}
