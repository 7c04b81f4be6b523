package dev.evert.dataflow.state;

/** Where in a file the blocks and filters of an image lie. */
final class ImageLayout {
  /** An image without filters. */
  static final int[] NO_FILTERS = {};

  private final int[] blockBytes;
  private final int[] filterBytes;
  private final long[] blockFroms;
  private final long[] filterFroms;
  private final long end;

  /**
   * A layout.
   *
   * @param imageFrom where the image starts
   * @param blockBytes the length of each block, without its CRC
   * @param filterBytes the length of each part's filter, without its CRC; empty if there are none
   */
  ImageLayout(long imageFrom, int[] blockBytes, int[] filterBytes) {
    this.blockBytes = blockBytes;
    this.filterBytes = filterBytes;
    this.blockFroms = new long[blockBytes.length];
    this.filterFroms = new long[filterBytes.length];
    long at = imageFrom + RunImage.HEADER_BYTES;
    for (int i = 0; i < blockBytes.length; i++) {
      blockFroms[i] = at;
      at += blockBytes[i] + RunImage.CRC_BYTES;
      if (filterBytes.length > 0 && RunImage.endsPart(i, blockBytes.length)) {
        int part = RunImage.part(i);
        filterFroms[part] = at;
        at += filterBytes[part] + RunImage.CRC_BYTES;
      }
    }
    end = at;
  }

  /** The heap that it takes. */
  long memoryBytes() {
    long entries = (long) blockBytes.length + filterBytes.length;
    return entries * (Integer.BYTES + Long.BYTES);
  }

  int blocks() {
    return blockBytes.length;
  }

  /** The number of filters. */
  int filters() {
    return filterBytes.length;
  }

  int blockBytes(int block) {
    return blockBytes[block];
  }

  long blockFrom(int block) {
    return blockFroms[block];
  }

  int filterBytes(int part) {
    return filterBytes[part];
  }

  long filterFrom(int part) {
    return filterFroms[part];
  }

  /** Where the last of them ends, with its CRC. */
  long end() {
    return end;
  }
}
