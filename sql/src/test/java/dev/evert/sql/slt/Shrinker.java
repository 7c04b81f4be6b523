package dev.evert.sql.slt;

import dev.evert.sql.slt.Scenario.Edit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes scenarios smaller as long as something is true of them: without statements, rows, values,
 * and parts of the query.
 */
final class Shrinker {
  private static final int MOST_RUNS = 20_000;

  private final Predicate<Scenario> fails;
  private final Set<String> queries = new HashSet<>();
  private Scenario best;
  private int runs;

  /**
   * Begins.
   *
   * @param fails what is to stay true; it is true of {@code start}
   */
  Shrinker(Scenario start, Predicate<Scenario> fails) {
    this.best = start;
    this.fails = fails;
  }

  /** The smallest that is found. */
  Scenario shrink() {
    Scenario before;
    do {
      before = best;
      dropEdits();
      dropRows();
      shortenQuery();
      simplifyValues();
    } while (!best.equals(before) && runs < MOST_RUNS);
    Scenario pruned = best.pruned();
    return fails.test(pruned) ? pruned : best;
  }

  private boolean attempt(Scenario smaller) {
    if (runs++ >= MOST_RUNS || !fails.test(smaller)) {
      return false;
    }
    best = smaller;
    return true;
  }

  private void dropEdits() {
    for (int size = best.edits().size(); size > 0; size /= 2) {
      for (int from = Math.max(0, best.edits().size() - size); from >= 0; from -= size) {
        List<Edit> left = new ArrayList<>(best.edits());
        int to = Math.min(left.size(), from + size);
        if (from < to) {
          left.subList(from, to).clear();
          attempt(best.withEdits(left));
        }
      }
    }
  }

  private void dropRows() {
    for (int i = 0; i < best.edits().size(); i++) {
      if (best.edits().get(i) instanceof Edit.Insert insert) {
        for (int row = insert.rows().size() - 1; row >= 0; row--) {
          List<List<@Nullable String>> left = new ArrayList<>(rows(i));
          if (left.size() > 1) {
            left.remove(row);
            attempt(with(i, new Edit.Insert(insert.table(), left)));
          }
        }
      }
    }
  }

  private List<List<@Nullable String>> rows(int edit) {
    return best.edits().get(edit) instanceof Edit.Insert insert ? insert.rows() : List.of();
  }

  private Scenario with(int place, Edit edit) {
    List<Edit> edits = new ArrayList<>(best.edits());
    edits.set(place, edit);
    return best.withEdits(edits);
  }

  private void shortenQuery() {
    boolean shorter = true;
    while (shorter && runs < MOST_RUNS) {
      shorter = false;
      for (String query : new QueryText(best.query()).smaller()) {
        if (queries.add(query) && attempt(best.withQuery(query))) {
          shorter = true;
          queries.clear();
          break;
        }
      }
    }
    queries.clear();
  }

  /** A null says least, then a nought. */
  private void simplifyValues() {
    for (int i = 0; i < best.edits().size(); i++) {
      for (int row = 0; row < rows(i).size(); row++) {
        for (int column = 0; column < rows(i).get(row).size(); column++) {
          String value = rows(i).get(row).get(column);
          if (value != null && !replace(i, row, column, null) && !value.equals("0")) {
            replace(i, row, column, "0");
          }
        }
      }
    }
  }

  private boolean replace(int edit, int row, int column, @Nullable String value) {
    List<List<@Nullable String>> rows = new ArrayList<>(rows(edit));
    List<@Nullable String> changed = new ArrayList<>(rows.get(row));
    changed.set(column, value);
    rows.set(row, changed);
    return attempt(with(edit, new Edit.Insert(best.edits().get(edit).table(), rows)));
  }
}
