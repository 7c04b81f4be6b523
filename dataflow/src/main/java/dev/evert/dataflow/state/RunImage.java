package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.Blocks;

/**
 * How a run is laid out in a file. A file holds one image or several, one after the other; a
 * manifest says where each begins and how long it is. Numbers are big-endian.
 *
 * <pre>
 *   image   = header part* index footer
 *   part    = block* filter: so many blocks as {@link Blocks#PART_BLOCKS} says, the last one fewer
 *
 *   header    0  magic "EVERTRUN"                       8 bytes
 *             8  format version                         4
 *            12  number of the file in its store        8
 *            20  CRC32C of the header so far            4
 *
 *   block     the entries as {@link Blocks} draws them
 *             CRC32C of them                            4
 *
 *   filter    of the keys of the part's blocks, as {@link KeyFilter} says
 *             CRC32C of it                              4
 *
 *   index     length of each block, without its CRC     4 each
 *             length of each filter, without its CRC    4 each: one for each part
 *             end of each fence among the keys          4 each: one more than blocks
 *             the keys: first of the run, fence of each block
 *             CRC32C of the index so far                4
 *
 *   footer    0  number of blocks                       8
 *             8  number of entries                      8
 *            16  bytes of all blocks, without CRCs      8
 *            24  sum of all weights                     8
 *            32  length of the index, with its CRC      8
 *            40  length of the image                    8
 *            48  number of the file in its store        8
 *            56  magic "EVERTEND"                       8
 *            64  flags: 1 entries have causes           4
 *                       2 there are filters
 *            68  CRC32C of the footer so far            4
 * </pre>
 *
 * <p>Header, index and footer are checked when the image is opened, a filter when it is first asked
 * and a block whenever it is read: so a restart reads about one part in two hundred of the state.
 * Images of version 1 have no filters.
 */
final class RunImage {
  static final int VERSION = 2;
  static final long MAGIC = 0x4556_4552_5452_554EL;
  static final long END_MAGIC = 0x4556_4552_5445_4E44L;
  static final int FLAG_CAUSES = 1;
  static final int FLAG_FILTERS = 2;
  static final int HEADER_BYTES = 24;
  static final int FOOTER_BYTES = 72;
  static final int CRC_BYTES = 4;

  static final int HEADER_VERSION = 8;
  static final int HEADER_FILE = 12;
  static final int HEADER_CRC = 20;

  static final int FOOTER_BLOCKS = 0;
  static final int FOOTER_ENTRIES = 8;
  static final int FOOTER_SIZE = 16;
  static final int FOOTER_WEIGHT = 24;
  static final int FOOTER_INDEX = 32;
  static final int FOOTER_IMAGE = 40;
  static final int FOOTER_FILE = 48;
  static final int FOOTER_MAGIC = 56;
  static final int FOOTER_FLAGS = 64;
  static final int FOOTER_CRC = 68;

  private RunImage() {}

  /** The part that a block is in. */
  static int part(int block) {
    return block / Blocks.PART_BLOCKS;
  }

  /** How many parts so many blocks are. */
  static int parts(int blocks) {
    return (blocks + Blocks.PART_BLOCKS - 1) / Blocks.PART_BLOCKS;
  }

  /** Whether a block is the last one of its part. */
  static boolean endsPart(int block, int blocks) {
    return block == blocks - 1 || part(block) != part(block + 1);
  }
}
