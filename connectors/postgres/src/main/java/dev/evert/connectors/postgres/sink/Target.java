package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.catalog.TableName;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The table that is filled.
 *
 * <p>A primary key can not have nulls, and the rows of a view without key have none: where that is
 * so, rows are identified by a hash of their {@link dev.evert.spi.sink.SinkChange#key}, in a column
 * of its own. Equal rows of a view without key have a running number besides.
 */
record Target(TableName name, Schema schema, List<TargetColumn> columns) {
  /** Identifies a row where its key can not: a uuid. */
  static final String ROW_ID = "evert_row";

  /** Numbers equal rows of a view without key from 0: a bigint. */
  static final String ROW_NUMBER = "evert_number";

  Target {
    columns = List.copyOf(columns);
  }

  /** Whether rows are identified by a hash. */
  boolean hashed() {
    return hashed(schema);
  }

  /** Whether rows of this schema are identified by a hash. */
  static boolean hashed(Schema schema) {
    return !schema.keyed() || schema.keyColumns().stream().anyMatch(Column::nullable);
  }

  /** A column that is no column of the view. */
  private record Hidden(String name, String type) {
    String definition() {
      return name + " " + type;
    }
  }

  private List<Hidden> hidden() {
    List<Hidden> hidden = new ArrayList<>();
    if (hashed()) {
      hidden.add(new Hidden(Sql.name(ROW_ID), "uuid"));
    }
    if (!schema.keyed()) {
      hidden.add(new Hidden(Sql.name(ROW_NUMBER), "bigint"));
    }
    return hidden;
  }

  private List<TargetColumn> keyColumns() {
    return schema.key().stream().map(columns::get).toList();
  }

  /** The columns that identify a row, quoted. */
  List<String> identity() {
    return hashed()
        ? List.of(Sql.name(ROW_ID))
        : keyColumns().stream().map(TargetColumn::sqlName).toList();
  }

  /** All columns that are written, quoted. */
  List<String> names() {
    List<String> names = new ArrayList<>(hidden().stream().map(Hidden::name).toList());
    columns.forEach(column -> names.add(column.sqlName()));
    return names;
  }

  /** The definitions of all columns that are written. */
  List<String> definitions() {
    List<String> all = new ArrayList<>(hidden().stream().map(Hidden::definition).toList());
    columns.forEach(column -> all.add(column.definition()));
    return all;
  }

  /** The columns that a key says something of: all, in a view without key. */
  List<TargetColumn> told() {
    return schema.keyed() ? keyColumns() : columns;
  }

  /** The definitions of the columns that a key says something of. */
  List<String> keyDefinitions() {
    List<String> all = new ArrayList<>(hidden().stream().map(Hidden::definition).toList());
    told().forEach(column -> all.add(column.definition()));
    return all;
  }

  /** The statement that makes it. */
  String creation() {
    List<String> parts = new ArrayList<>(definitions());
    parts.add("PRIMARY KEY (" + String.join(", ", identity()) + ")");
    return "CREATE TABLE " + name.sql() + " (" + String.join(", ", parts) + ")";
  }
}
