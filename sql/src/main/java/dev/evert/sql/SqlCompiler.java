package dev.evert.sql;

import dev.evert.spi.row.Schema;
import dev.evert.sql.bind.Binder;
import dev.evert.sql.bind.ChangeBinder;
import dev.evert.sql.eventtime.PresentCheck;
import dev.evert.sql.optimize.Optimizer;
import dev.evert.sql.parse.QueryParser;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles queries into views that can be maintained. Holds no state; any thread. */
public final class SqlCompiler {

  /**
   * Compiles one query of PostgreSQL's dialect.
   *
   * @param inputs the tables and views that the query may read, by name; a name may have its schema
   *     before it, as in {@code shop.orders}, and be written without it if that is unique
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX, SQL_NAME, SQL_TYPE or SQL_UNSUPPORTED,
   *     or the error that a constant of the query makes; {@code place()} says where
   */
  public CompiledView compile(String sql, Map<String, Schema> inputs) {
    return compile(sql, List.of(), SqlNames.of(inputs));
  }

  /**
   * {@link #compile(String, Map)} with names for the first columns of the result.
   *
   * @param columns at most as many as the query has
   * @param known what the query may name
   */
  public CompiledView compile(String sql, List<String> columns, SqlNames known) {
    Binder.Bound bound = Binder.bind(sql, columns, known);
    Plan plan = Optimizer.optimize(bound.plan());
    refuse(sql, PresentCheck.of(plan));
    return new CompiledView(sql, ResultSchema.of(plan), plan, bound.notes(), bound.functions());
  }

  /**
   * Compiles a query that is answered once.
   *
   * @param known what the query may name
   * @param nowMicros what {@code now()} is, in microseconds since 2000-01-01 00:00 UTC
   */
  public CompiledQuery compileQuery(String sql, SqlNames known, long nowMicros) {
    return once(Binder.bindOnce(sql, QueryParser.parse(sql), known), nowMicros);
  }

  /**
   * Compiles a statement that changes a table's rows.
   *
   * @param sql the text that the statement was parsed from
   * @param known what the statement may name; the table among it
   * @param nowMicros as in {@link #compileQuery}
   * @throws dev.evert.spi.error.EvertException as {@link #compile}
   */
  public CompiledChange compileChange(
      String sql, Statement.Change change, TableDefinition table, SqlNames known, long nowMicros) {
    ChangeBinder binder = new ChangeBinder(sql, table, known);
    CompiledChange.Kind kind =
        switch (change) {
          case Statement.Insert _ -> CompiledChange.Kind.INSERT;
          case Statement.Update _ -> CompiledChange.Kind.UPDATE;
          case Statement.Delete _, Statement.Truncate _ -> CompiledChange.Kind.DELETE;
        };
    Plan plan =
        switch (change) {
          case Statement.Insert insert -> binder.insert(insert);
          case Statement.Update update -> binder.update(update);
          case Statement.Delete delete -> binder.delete(delete);
          case Statement.Truncate _ -> new Plan.Scan(table.name(), table.schema());
        };
    return new CompiledChange(kind, once(plan, nowMicros), table.checks());
  }

  private static CompiledQuery once(Plan bound, long nowMicros) {
    Plan plan = Optimizer.optimize(bound, nowMicros);
    return new CompiledQuery(ResultSchema.of(plan), plan);
  }

  /** The time moves on; where rows do not come and go with it, nothing would follow. */
  private static void refuse(String sql, Optional<Span> present) {
    present.ifPresent(span -> {
      throw Binder.refusedTime(sql, span);
    });
  }
}
