package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.state.TableCopied;
import dev.evert.connectors.postgres.state.TablePlan;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the tables of a source are copied, and how much of that is done. One thread at a time.
 *
 * <p>A plan is made for a moment and goes on in later ones: rows of chunks copied before are as
 * they were then, and the changes since bring them up to date. That does not hold for a table whose
 * rows were moved in the meantime, nor for one without key: such a table is forgotten and copied
 * anew.
 */
final class SnapshotPlan {
  private static final long LEAST_CHUNK_PAGES = 512;
  private static final long USUAL_CHUNK_PAGES = 4096;
  private static final long MOST_CHUNKS = 1024;

  private final CapturedTables tables;
  private final int chunkPages;
  private final List<@Nullable TablePlan> plans = new ArrayList<>();
  private final List<TableCopied> copied = new ArrayList<>();
  private final List<List<Leaves.Leaf>> leaves = new ArrayList<>();

  /** Takes up what the source's state says. */
  SnapshotPlan(CapturedTables tables, Map<String, byte[]> state, int chunkPages) {
    this.chunkPages = chunkPages;
    this.tables = tables;
    for (int i = 0; i < tables.size(); i++) {
      byte[] plan = state.get(TablePlan.name(i));
      byte[] done = state.get(TableCopied.name(i));
      plans.add(plan == null ? null : TablePlan.read(plan));
      copied.add(done == null ? TableCopied.nothing() : TableCopied.read(done));
      leaves.add(List.of());
    }
  }

  /**
   * Looks where the rows are now and plans what has to be copied.
   *
   * @param lsn the place in the log of the moment in which {@code link} sees the tables
   * @param exact whether changes before the moment must not count in tables without key
   * @param changes takes what has to be appended before the first chunk
   */
  void renew(Link link, long lsn, boolean exact, SourceBatch changes) throws SQLException {
    for (int i = 0; i < tables.size(); i++) {
      List<Leaves.Leaf> now = Leaves.find(link, tables.get(i));
      leaves.set(i, now);
      TablePlan before = plans.get(i);
      if (before != null && (complete(i) || holds(i, before, now))) {
        continue;
      }
      if (before != null) {
        changes.control(ChangeKind.RESET, i);
        changes.clearState(TableCopied.name(i));
      }
      TablePlan plan = plan(now, exact && !tables.get(i).schema().keyed() ? lsn : 0);
      plans.set(i, plan);
      copied.set(i, TableCopied.nothing());
      changes.state(TablePlan.name(i), plan.toBytes());
    }
  }

  private boolean holds(int table, TablePlan before, List<Leaves.Leaf> now) {
    if (!tables.get(table).schema().keyed() || before.leaves().size() != now.size()) {
      return false;
    }
    for (int i = 0; i < now.size(); i++) {
      TablePlan.Leaf then = before.leaves().get(i);
      if (then.oid() != now.get(i).oid() || then.file() != now.get(i).file()) {
        return false;
      }
    }
    return true;
  }

  private TablePlan plan(List<Leaves.Leaf> now, long exactFrom) {
    List<TablePlan.Leaf> planned = new ArrayList<>();
    for (Leaves.Leaf leaf : now) {
      planned.add(
          new TablePlan.Leaf(leaf.oid(), leaf.file(), leaf.pages(), chunkPages(leaf.pages())));
    }
    return new TablePlan(exactFrom, planned);
  }

  private long chunkPages(long pages) {
    if (chunkPages > 0) {
      return chunkPages;
    }
    long usual = Math.min(USUAL_CHUNK_PAGES, Math.max(LEAST_CHUNK_PAGES, pages / 8));
    return Math.max(usual, pages / MOST_CHUNKS);
  }

  /** The chunks that are still to be copied. */
  List<Chunk> rest() {
    List<Chunk> rest = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      TablePlan plan = plan(i);
      int number = 0;
      for (int j = 0; j < plan.leaves().size() && !complete(i); j++) {
        TablePlan.Leaf leaf = plan.leaves().get(j);
        for (int k = 0; k < leaf.chunks(); k++, number++) {
          if (!copied.get(i).has(number)) {
            long end = k == leaf.chunks() - 1 ? -1 : (k + 1) * leaf.chunkPages();
            rest.add(new Chunk(i, number, leaves.get(i).get(j).name(), k * leaf.chunkPages(), end));
          }
        }
      }
    }
    return rest;
  }

  private TablePlan plan(int table) {
    return Objects.requireNonNull(plans.get(table), "not planned yet");
  }

  private boolean complete(int table) {
    return copied.get(table).size() == plan(table).chunks();
  }

  /** Whether all chunks of all tables are copied. */
  boolean complete() {
    for (int i = 0; i < tables.size(); i++) {
      if (plans.get(i) == null || !complete(i)) {
        return false;
      }
    }
    return true;
  }

  /** The place for each table before which changes do not count. */
  long[] exactFrom() {
    long[] places = new long[tables.size()];
    for (int i = 0; i < places.length; i++) {
      TablePlan plan = plans.get(i);
      places[i] = plan == null ? 0 : plan.exactFrom();
    }
    return places;
  }

  /** What is copied of a table. */
  TableCopied copied(int table) {
    return copied.get(table);
  }

  /** How many rows a table has by the server's estimate; negative if it has none. */
  long expectedRows(int table) {
    double sum = 0;
    for (Leaves.Leaf leaf : leaves.get(table)) {
      if (leaf.rows() < 0 && leaf.pages() > 0) {
        return -1;
      }
      sum += Math.max(0, leaf.rows());
    }
    return Math.round(sum);
  }
}
