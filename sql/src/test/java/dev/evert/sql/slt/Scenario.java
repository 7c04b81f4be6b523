package dev.evert.sql.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables, statements that change their rows, and a query whose rows are looked at in the end.
 *
 * @param tables the statements that make them
 */
record Scenario(List<String> tables, List<Edit> edits, String query) {
  Scenario {
    tables = List.copyOf(tables);
    edits = List.copyOf(edits);
  }

  /** A statement that changes rows. */
  sealed interface Edit {
    /** The statement. */
    String sql();

    /** The table that it changes. */
    String table();

    /** Rows come. */
    record Insert(String table, List<List<@Nullable String>> rows) implements Edit {
      public Insert {
        rows = List.copyOf(rows);
      }

      @Override
      public String sql() {
        return "insert into "
            + table
            + " values "
            + rows.stream()
                .map(row -> row.stream().map(Scenario::literal).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("), (", "(", ")"));
      }
    }

    /** One row goes. */
    record Delete(String table, List<String> columns, List<@Nullable String> row) implements Edit {
      @Override
      public String sql() {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          String value = literal(row.get(i));
          conditions.add(columns.get(i) + " is not distinct from " + value);
        }
        return "delete from %s where ctid in (select ctid from %s where %s limit 1)"
            .formatted(table, table, String.join(" and ", conditions));
      }
    }
  }

  private static String literal(@Nullable String value) {
    return value == null ? "null" : "'" + value.replace("'", "''") + "'";
  }

  Scenario withEdits(List<Edit> others) {
    return new Scenario(tables, others, query);
  }

  Scenario withQuery(String other) {
    return new Scenario(tables, edits, other);
  }

  /** Without tables that neither the query nor a statement names. */
  Scenario pruned() {
    List<String> used =
        tables.stream()
            .filter(table -> {
              String name = table.replaceFirst("(?s)create table (\\w+).*", "$1");
              return query.matches("(?s).*\\b" + name + "\\b.*")
                  || edits.stream().anyMatch(edit -> edit.table().equals(name));
            })
            .toList();
    return new Scenario(used, edits, query);
  }

  /** The text of a test, with the rows that are right. */
  String slt(List<String> rows) {
    List<String> records = new ArrayList<>();
    tables.forEach(table -> records.add("statement ok\n" + table));
    edits.forEach(edit -> records.add("statement ok\n" + edit.sql()));
    String result = rows.isEmpty() ? "" : "\n" + String.join("\n", rows);
    records.add("query\n" + query + "\n----" + result);
    return String.join("\n\n", records) + "\n";
  }
}
