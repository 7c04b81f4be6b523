package dev.evert.log.merkle;

/** Takes nodes as they become complete. */
@FunctionalInterface
public interface NodeSink {
  /**
   * A complete node.
   *
   * @param level at least {@link TreeBuilder#STORED_LEVEL}
   * @param index within the level; grows by one from call to call of the same level
   * @param hash holds the hash, which changes after the call
   * @param at where in the array
   */
  void node(int level, long index, byte[] hash, int at);
}
