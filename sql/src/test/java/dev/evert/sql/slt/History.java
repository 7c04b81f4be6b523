package dev.evert.sql.slt;

import dev.evert.sql.slt.Scenario.Edit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has become of the rows of tables, in statements of a row each. */
final class History {
  private final List<String> statements;
  private final Map<String, List<String>> columns = new LinkedHashMap<>();
  private final Map<String, List<List<@Nullable String>>> before = new LinkedHashMap<>();
  private final List<Edit> edits = new ArrayList<>();

  /**
   * Begins with empty tables.
   *
   * @param statements that make the tables
   * @param columns of each table
   */
  History(List<String> statements, Map<String, List<String>> columns) {
    this.statements = List.copyOf(statements);
    this.columns.putAll(columns);
  }

  /** Takes down what has changed since it was called last. */
  void note(Oracle oracle) throws SQLException {
    List<Edit> deletions = new ArrayList<>();
    List<Edit> insertions = new ArrayList<>();
    for (Map.Entry<String, List<String>> table : columns.entrySet()) {
      String name = table.getKey();
      List<List<@Nullable String>> gone = new ArrayList<>(before.getOrDefault(name, List.of()));
      List<List<@Nullable String>> now =
          oracle.query("select " + String.join(", ", table.getValue()) + " from " + name);
      List<List<@Nullable String>> come = new ArrayList<>();
      for (List<@Nullable String> row : now) {
        if (!gone.remove(row)) {
          come.add(row);
        }
      }
      before.put(name, now);
      gone.forEach(row -> deletions.add(new Edit.Delete(name, table.getValue(), row)));
      if (!come.isEmpty()) {
        insertions.add(new Edit.Insert(name, come));
      }
    }
    edits.addAll(deletions);
    edits.addAll(insertions);
  }

  /** All of it, and then a query. */
  Scenario scenario(String query) {
    return new Scenario(statements, edits, query);
  }
}
