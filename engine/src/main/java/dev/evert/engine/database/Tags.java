package dev.evert.engine.database;

import dev.evert.sql.syntax.Statement;
import java.util.Locale;

/** What PostgreSQL says when it has carried out a statement. */
final class Tags {
  private Tags() {}

  static String of(Statement.Definition definition) {
    return switch (definition) {
      case Statement.CreateTable _ -> "CREATE TABLE";
      case Statement.CreateView view ->
          view.materialized() ? "CREATE MATERIALIZED VIEW" : "CREATE VIEW";
      case Statement.CreateIndex _ -> "CREATE INDEX";
      case Statement.CreateFunction _ -> "CREATE FUNCTION";
      case Statement.Drop drop -> "DROP " + drop.kind().words().toUpperCase(Locale.ROOT);
    };
  }
}
