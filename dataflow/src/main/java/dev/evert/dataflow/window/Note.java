package dev.evert.dataflow.window;

/**
 * What is known before a row that starts a group is evaluated, so that evaluation can start there.
 *
 * @param key the row's key
 * @param index the row's number: how many rows come before it, unless nothing depends on that
 * @param group the number of its group
 * @param reach key and row of the last entry that was looked at: the note holds as long as nothing
 *     changes up to there
 * @param loadKey the key of the first rows that are still needed
 * @param loadIndex the number of the first of them
 * @param loadGroup the number of their group
 * @param state what the functions hold
 */
record Note(
    byte[] key,
    long index,
    long group,
    byte[] reach,
    byte[] loadKey,
    long loadIndex,
    long loadGroup,
    byte[] state) {
  private static final int OVERHEAD_BYTES = 150;

  /** About the memory that it takes. */
  int sizeBytes() {
    return OVERHEAD_BYTES + key.length + reach.length + loadKey.length + state.length;
  }
}
