package dev.evert.log.merkle;

/** The complete nodes of a tree. */
@FunctionalInterface
public interface TreeNodes {
  /**
   * The hash of a complete node.
   *
   * @param level from 0, which is the leaves
   * @param index within the level
   */
  byte[] node(int level, long index);
}
