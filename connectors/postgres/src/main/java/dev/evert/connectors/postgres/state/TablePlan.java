package dev.evert.connectors.postgres.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How a table is copied: in chunks of consecutive pages of each of its files, a partitioned table
 * having several. Kept under the name {@code plan/<table's number>} until the copy is complete:
 *
 * <pre>
 *   exact from (int8)  number of leaves (int4)
 *   oid (int4)  file (int8)  pages (int8)  pages of a chunk (int8)      for each leaf
 * </pre>
 *
 * @param exactFrom the copy shows what is before this place in the log, and changes before it do
 *     not count; 0 where they may be applied once more
 */
public record TablePlan(long exactFrom, List<Leaf> leaves) {
  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
  private static final int LEAF_BYTES = Integer.BYTES + 3 * Long.BYTES;

  public TablePlan {
    leaves = List.copyOf(leaves);
  }

  /**
   * A table or partition that holds rows.
   *
   * @param file the number of its file, which changes when the rows are moved into another
   * @param pages how many pages there were when the plan was made; the last chunk has no end
   */
  public record Leaf(int oid, long file, long pages, long chunkPages) {
    /** How many chunks it has. */
    public int chunks() {
      return (int) ((pages + chunkPages - 1) / chunkPages);
    }
  }

  /** The entry's name. */
  public static String name(int table) {
    return "plan/" + table;
  }

  /** How many chunks the table has. */
  public int chunks() {
    return leaves.stream().mapToInt(Leaf::chunks).sum();
  }

  /** Reads the entry. */
  public static TablePlan read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long exactFrom = in.getLong();
    int count = in.getInt();
    List<Leaf> leaves = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      leaves.add(new Leaf(in.getInt(), in.getLong(), in.getLong(), in.getLong()));
    }
    return new TablePlan(exactFrom, leaves);
  }

  /** The entry's value. */
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + leaves.size() * LEAF_BYTES);
    out.putLong(exactFrom).putInt(leaves.size());
    for (Leaf leaf : leaves) {
      out.putInt(leaf.oid()).putLong(leaf.file()).putLong(leaf.pages()).putLong(leaf.chunkPages());
    }
    return out.array();
  }
}
