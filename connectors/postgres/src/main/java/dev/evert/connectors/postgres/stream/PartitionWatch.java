package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.connectors.postgres.state.Partitions;
import dev.evert.connectors.postgres.state.Partitions.Partition;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices rows that go with a partition: that one is dropped, detached or truncated by itself is no
 * change of rows to the server, which does not tell it.
 *
 * <p>A partition was truncated if it is empty now, in another file than before, and the stream has
 * not told that the whole table was. {@link #look} belongs to the monitor's thread, {@link #check}
 * to the stream's.
 */
final class PartitionWatch {
  private final List<CapturedTable> tables;
  private final SourceFeed feed;
  private final int[] truncations;
  private final int[] seenTruncations;
  private Partitions stated;
  private Partitions seen;
  private @Nullable Loss loss;

  /** Goes on with the partitions that were there when the state was written. */
  PartitionWatch(List<CapturedTable> tables, SourceFeed feed) {
    this.tables = tables;
    this.feed = feed;
    this.truncations = new int[tables.size()];
    this.seenTruncations = new int[tables.size()];
    this.stated = Partitions.read(feed.state());
    this.seen = stated;
  }

  /**
   * Rows may be gone without a word.
   *
   * @param now the partitions that there are
   * @param lsn where the log ended when it was noticed
   */
  private record Loss(Partition partition, boolean dropped, List<Partition> now, long lsn) {}

  /** The stream tells that all rows of a table go. */
  synchronized void truncated(int table) {
    truncations[table]++;
  }

  /** Compares what is there with what was. */
  void look(Link link) throws SQLException {
    List<Partition> now = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i).partitioned()) {
        find(link, i, now);
      }
    }
    compare(now, link.lsn("select pg_current_wal_flush_lsn()"));
  }

  private void find(Link link, int table, List<Partition> now) throws SQLException {
    String oid = Integer.toUnsignedString(tables.get(table).oid());
    if (link.query("select 1 from pg_class where oid = " + oid).isEmpty()) {
      keep(table, now); // The whole table is gone, which is told in another way.
      return;
    }
    String query =
        """
        select c.oid, c.oid::regclass::text, pg_relation_filenode(c.oid), pg_relation_size(c.oid)
        from pg_partition_tree(%s::oid) p join pg_class c on c.oid = p.relid
        where p.isleaf and c.relkind = 'r' order by c.oid\
        """
            .formatted(oid);
    try (Statement statement = link.connection().createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        long file = row.getLong(4) == 0 ? -row.getLong(3) : row.getLong(3);
        now.add(new Partition(table, (int) row.getLong(1), row.getString(2), file));
      }
    }
  }

  private synchronized void keep(int table, List<Partition> now) {
    seen.list().stream().filter(partition -> partition.table() == table).forEach(now::add);
  }

  private synchronized void compare(List<Partition> now, long lsn) {
    if (loss != null) {
      return;
    }
    Map<Integer, Partition> there = new HashMap<>();
    now.forEach(partition -> there.put(partition.oid(), partition));
    for (Partition before : seen.list()) {
      Partition after = there.get(before.oid());
      if (after == null) {
        loss = new Loss(before, true, now, lsn);
        return;
      }
      boolean emptied = before.file() > 0 && after.file() <= 0 && after.file() != -before.file();
      if (emptied && loss == null) {
        loss = new Loss(before, false, now, lsn);
      }
    }
    if (loss == null) {
      seen = new Partitions(now);
      System.arraycopy(truncations, 0, seenTruncations, 0, truncations.length);
    }
  }

  /**
   * Fails if rows went with a partition, once the stream has come to where that was noticed.
   *
   * @throws EvertException {@link ErrorCode#SCHEMA_CHANGED} naming the partition
   */
  void check(long upTo) throws InterruptedException {
    Partitions now = judge(upTo);
    if (!now.equals(stated)) {
      SourceBatch batch = new SourceBatch();
      batch.state(Partitions.NAME, now.toBytes());
      feed.append(batch);
      stated = now;
    }
  }

  private synchronized Partitions judge(long upTo) {
    Loss found = loss;
    if (found != null && !Lsn.isBefore(upTo, found.lsn)) {
      int table = found.partition.table();
      if (found.dropped || truncations[table] == seenTruncations[table]) {
        throw new EvertException(
            ErrorCode.SCHEMA_CHANGED,
            "partition %s of table %s was %s: its rows went untold"
                .formatted(
                    found.partition.name(),
                    tables.get(table).name(),
                    found.dropped ? "dropped or detached" : "truncated"),
            "Start the pipe with --resnapshot. Delete the rows of a partition before it goes.");
      }
      accept(table, found.now);
      loss = null;
    }
    return seen;
  }

  /** The stream has told that all of a table's rows went, so that those of its partitions did. */
  private void accept(int table, List<Partition> now) {
    List<Partition> all = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      int number = i;
      (i == table ? now : seen.list())
          .stream().filter(partition -> partition.table() == number).forEach(all::add);
    }
    seen = new Partitions(all);
    seenTruncations[table] = truncations[table];
  }
}
