package dev.evert.benchmarks.nexmark;

import java.util.List;

/**
 * Events in memory, in blocks as {@link EventWriter} lays them out.
 *
 * @param count how many
 */
record Events(long count, List<byte[]> blocks) {

  static Events generate(long seed, long count) {
    EventWriter out = new EventWriter();
    new Generator(seed, out).write(count);
    return new Events(count, out.blocks());
  }

  long sizeBytes() {
    return blocks.stream().mapToLong(block -> block.length).sum();
  }
}
