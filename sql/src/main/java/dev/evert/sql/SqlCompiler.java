package dev.evert.sql;

import dev.evert.spi.row.Schema;
import dev.evert.sql.bind.Binder;
import dev.evert.sql.optimize.Optimizer;
import dev.evert.sql.optimize.RecursionCheck;
import dev.evert.sql.plan.Plan;
import java.util.Map;

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
    Binder.Bound bound = Binder.bind(sql, inputs);
    Plan plan = Optimizer.optimize(bound.plan());
    RecursionCheck.of(plan)
        .ifPresent(problem -> {
          throw Binder.unsupported(sql, problem.span(), problem.what());
        });
    return new CompiledView(sql, ResultSchema.of(plan), plan, bound.notes());
  }
}
