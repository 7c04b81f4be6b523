package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Buffer;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.memtable.MultiTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest rows by key: a table that they are added to, those before it, which expire each as a
 * whole, and those that are on their way into a run.
 */
final class RowTables implements Buffer {
  private static final MultiTable[] NONE = {};

  private final Generations generations = new Generations();
  private MultiTable table = new MultiTable();
  private List<MultiTable> older = List.of();

  private record Full(List<MultiTable> tables) implements Frozen {
    @Override
    public long memoryBytes() {
      return tables.stream().mapToLong(MultiTable::memoryBytes).sum();
    }

    @Override
    public long entries() {
      return tables.stream().mapToLong(MultiTable::entries).sum();
    }

    @Override
    public @Nullable Run write(RunStorage storage) {
      return together().write(storage);
    }

    private MultiTable together() {
      if (tables.size() == 1) {
        return tables.getFirst();
      }
      MultiTable whole = new MultiTable();
      tables.forEach(table -> Generations.copy(table, (_, _, _, _) -> false, whole));
      return whole;
    }
  }

  /** What is written to. */
  MultiTable table() {
    return table;
  }

  /** All that is to be looked into, what is written to first. */
  MultiTable[] all() {
    List<MultiTable> all = new ArrayList<>();
    all.add(table);
    all.addAll(generations.tables());
    all.addAll(older);
    return all.toArray(NONE);
  }

  /** Nobody refers to nodes meanwhile. */
  @Override
  public boolean expire(Expiry.Expired expired) {
    generations.add(table);
    table = new MultiTable();
    generations.expire(expired);
    return true;
  }

  @Override
  public long memoryBytes() {
    return table.memoryBytes() + generations.memoryBytes();
  }

  @Override
  public long entries() {
    return table.entries() + generations.entries();
  }

  @Override
  public Frozen freeze() {
    List<MultiTable> full = new ArrayList<>(generations.tables());
    full.addFirst(table);
    forget();
    older = List.copyOf(full);
    return new Full(older);
  }

  private void forget() {
    table = new MultiTable();
    generations.clear();
  }

  @Override
  public void written() {
    older = List.of();
  }

  @Override
  public void clear() {
    written();
    forget();
  }
}
