package dev.evert.engine.database;

import dev.evert.log.Log;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.CompiledChange;
import dev.evert.sql.SqlCompiler;
import dev.evert.sql.syntax.Statement;
import java.time.InstantSource;
import java.util.UUID;

/** Carries out statements that change rows. One at a time: who calls sees to that. */
final class TableWrites {
  private final Log log;
  private final InstantSource clock;
  private final Questions questions;
  private final long memoryBytes;

  /**
   * Writes to a log.
   *
   * @param memoryBytes about how much heap a statement may take for keys and rows
   */
  TableWrites(Log log, InstantSource clock, Questions questions, long memoryBytes) {
    this.log = log;
    this.memoryBytes = memoryBytes;
    this.clock = clock;
    this.questions = questions;
  }

  /**
   * Writes what a statement changes.
   *
   * @param worker at which all that was written before can be read
   * @return how much was changed, and where it can be read
   */
  Outcome.Changed write(DatabaseWorker worker, String sql, Statement.Change change) {
    Catalog catalog = worker.standing().catalog();
    Entry.Table table = catalog.table(change.table().text());
    requireAllowed(table, change);
    CompiledChange compiled =
        new SqlCompiler()
            .compileChange(
                sql, change, table.definition(), catalog.names(), ClockEvents.now(clock));
    return write(worker, catalog, table, compiled);
  }

  private static void requireAllowed(Entry.Table table, Statement.Change change) {
    if (table.definition().appendOnly() && !(change instanceof Statement.Insert)) {
      throw new EvertException(
          ErrorCode.WRONG_KIND,
          "table \"" + table.name() + "\" is append only",
          "Insert rows that correct it.");
    }
  }

  private Outcome.Changed write(
      DatabaseWorker worker, Catalog catalog, Entry.Table table, CompiledChange change) {
    ChangeWriter writer =
        new ChangeWriter(log, TableStreams.of(log, table), UUID.randomUUID(), clock);
    RowChanges changes =
        new RowChanges(
            table,
            writer,
            (key, from, to) -> worker.contains(table, key, from, to),
            new StatementMemory(memoryBytes));
    long count = 0;
    try (QueryResult rows = questions.answer(worker, catalog, change.query())) {
      for (; rows.next(); count++) {
        switch (change.kind()) {
          case INSERT -> changes.insert(rows.bytes(), rows.from(), rows.to());
          case UPDATE -> changes.update(rows.bytes(), rows.from(), rows.to());
          case DELETE -> changes.delete(rows.bytes(), rows.from(), rows.to());
        }
      }
    }
    changes.finish();
    long position = count == 0 ? worker.published().time() : writer.commit();
    return new Outcome.Changed(change.kind().name(), count, position);
  }
}
