package dev.evert.engine.database;

import dev.evert.dataflow.OperatorStats;
import dev.evert.sql.CompiledQuery;
import dev.evert.sql.syntax.ObjectName;
import dev.evert.sql.syntax.Statement;
import java.util.Locale;

/** Says how views and queries are computed. */
final class Explanations {
  private final DatabaseWorker worker;
  private final Questions questions;

  Explanations(DatabaseWorker worker, Questions questions) {
    this.worker = worker;
    this.questions = questions;
  }

  String explain(Statement.Explain explain) {
    Standing standing = worker.standing();
    ObjectName name = explain.view();
    if (name == null) {
      CompiledQuery query = questions.compile(String.valueOf(explain.sql()), standing.catalog());
      return query.explain().stripTrailing();
    }
    Entry.Relation relation = standing.catalog().relation(name.text());
    return switch (relation) {
      case Entry.Table table -> "table " + table.schema();
      case Entry.Late late -> late.kind() + " " + late.schema();
      case Entry.View view when explain.analyze() && view.materialized() -> figures(view);
      case Entry.View view -> view.compiled().explain().stripTrailing();
    };
  }

  private String figures(Entry.View view) {
    StringBuilder out = new StringBuilder();
    for (OperatorStats stats : worker.stats(view)) {
      boolean result = stats.operator().equals("view " + CircuitNames.of(view));
      out.append(line(result ? view.kind() + " " + view.name() : stats.operator(), stats));
      out.append('\n');
    }
    return out.toString().stripTrailing();
  }

  private static String line(String operator, OperatorStats stats) {
    return String.format(
        Locale.ROOT,
        "%s: %,d rows in, %,d out, %.1f ms; %,d entries in %d runs, %,d bytes,"
            + " %,d in memory, %,d on disk",
        operator,
        stats.rowsIn(),
        stats.rowsOut(),
        stats.nanos() / 1e6,
        stats.stateEntries(),
        stats.runs(),
        stats.stateBytes(),
        stats.memoryBytes(),
        stats.diskBytes());
  }
}
