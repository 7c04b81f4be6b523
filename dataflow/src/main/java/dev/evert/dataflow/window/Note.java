package dev.evert.dataflow.window;

/**
 * What is known before a row that starts a group is evaluated, so that evaluation can start there.
 *
 * @param index how many rows come before the row
 * @param group how many groups
 * @param reach key and row of the last entry that was looked at: the note holds as long as nothing
 *     changes up to there
 * @param loadKey the key of the first rows that are still needed
 * @param loadIndex how many rows come before them
 * @param loadGroup how many groups
 * @param state what the functions hold
 */
record Note(
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
    return OVERHEAD_BYTES + reach.length + loadKey.length + state.length;
  }
}
