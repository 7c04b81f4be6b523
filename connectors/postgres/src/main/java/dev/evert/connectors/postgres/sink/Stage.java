package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.spi.row.Column;
import dev.evert.spi.sink.SinkChange;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.copy.CopyIn;

/**
 * Applies changes by COPY: new rows straight into the target, others by way of temporary tables of
 * the session. One thread, inside a transaction of the caller.
 */
final class Stage {
  private static final String ROWS = "evert_rows";
  private static final String KEYS = "evert_keys";

  private final Link link;
  private final Target target;
  private boolean used;

  /** Makes the temporary tables. */
  Stage(Link link, Target target) throws SQLException {
    this.link = link;
    this.target = target;
    for (String table : List.of(ROWS, KEYS)) {
      List<String> columns = table.equals(ROWS) ? target.definitions() : target.keyDefinitions();
      String definitions = String.join(", ", columns);
      link.execute("DROP TABLE IF EXISTS pg_temp." + table);
      link.execute(
          "CREATE TEMPORARY TABLE " + table + " (" + definitions + ") ON COMMIT DELETE ROWS");
    }
  }

  /** A transaction begins. */
  void begin() {
    used = false;
  }

  /** Inserts rows whose keys the target does not have. */
  void insert(List<SinkChange> changes) throws SQLException {
    if (!changes.isEmpty()) {
      copyRows(target.name().sql(), changes);
    }
  }

  /** Inserts rows, or puts them in the place of those with the same keys. */
  void upsert(List<SinkChange> changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    clear(ROWS);
    copyRows("pg_temp." + ROWS, changes);
    List<String> identity = target.identity();
    String names = String.join(", ", target.names());
    String others =
        target.names().stream()
            .filter(name -> !identity.contains(name))
            .map(name -> name + " = excluded." + name)
            .collect(Collectors.joining(", "));
    String insert = "INSERT INTO " + target.name().sql() + " (" + names + ")";
    String select = " SELECT " + names + " FROM pg_temp." + ROWS;
    String conflict = " ON CONFLICT (" + String.join(", ", identity) + ") DO ";
    link.execute(
        insert + select + conflict + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + others));
  }

  /** Deletes rows by what identifies them. */
  void delete(List<SinkChange> changes) throws SQLException {
    delete(changes, target.identity().stream().map(name -> "t." + name + " = k." + name));
  }

  /** Deletes all rows that look as the keys say, by whatever they are identified. */
  void deleteAlike(List<SinkChange> changes) throws SQLException {
    String cast = target.schema().keyed() ? "" : "::text";
    Stream<String> alike =
        target.told().stream()
            .map(TargetColumn::sqlName)
            .map(name -> "t." + name + cast + " IS NOT DISTINCT FROM k." + name + cast);
    String number = Sql.name(Target.ROW_NUMBER);
    Stream<String> numbered =
        target.schema().keyed() ? Stream.empty() : Stream.of("t." + number + " = k." + number);
    delete(changes, Stream.concat(numbered, alike));
  }

  private void delete(List<SinkChange> changes, Stream<String> conditions) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    clear(KEYS);
    copyKeys(changes);
    String where = conditions.collect(Collectors.joining(" AND "));
    link.execute(
        "DELETE FROM " + target.name().sql() + " t USING pg_temp." + KEYS + " k WHERE " + where);
  }

  /** Each table is used once a transaction, but for those that look for a row that is refused. */
  private void clear(String table) throws SQLException {
    if (used) {
      link.execute("DELETE FROM pg_temp." + table);
    }
  }

  private void copyRows(String table, List<SinkChange> changes) throws SQLException {
    String names = String.join(", ", target.names());
    List<Column> columns = target.schema().columns();
    TextRows rows = new TextRows(copyIn("COPY " + table + " (" + names + ") FROM STDIN"));
    for (SinkChange change : changes) {
      putHidden(change, rows);
      rows.fields(Objects.requireNonNull(change.after()), columns);
      rows.end();
    }
    rows.finish();
  }

  private CopyIn copyIn(String command) throws SQLException {
    return link.copy().copyIn(command);
  }

  private void copyKeys(List<SinkChange> changes) throws SQLException {
    List<Column> columns = target.told().stream().map(TargetColumn::column).toList();
    TextRows rows = new TextRows(copyIn("COPY pg_temp." + KEYS + " FROM STDIN"));
    for (SinkChange change : changes) {
      putHidden(change, rows);
      rows.fields(change.key(), columns);
      rows.end();
    }
    rows.finish();
  }

  private void putHidden(SinkChange change, TextRows rows) {
    if (target.hashed()) {
      rows.plain(RowId.of(change.key()).toString());
    }
    if (!target.schema().keyed()) {
      rows.plain(Long.toString(RowId.number(change.key())));
    }
  }

  /** What was written so far in the transaction stays in the temporary tables. */
  void reuse() {
    used = true;
  }
}
