package dev.evert.engine.database;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.CompiledQuery;
import dev.evert.sql.SqlCompiler;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts questions to the worker, and again to another that takes its place meanwhile. Any thread.
 */
final class Questions {
  private final Workers workers;
  private final Progress progress;
  private final Queries queries;
  private final InstantSource clock;

  Questions(Workers workers, Progress progress, Queries queries, InstantSource clock) {
    this.workers = workers;
    this.progress = progress;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * What a worker answers that has read all that the log held when it began.
   *
   * @param question may be put several times
   * @throws EvertException DATABASE_CLOSED, or why the database has stopped, if nobody answers
   */
  <T> T ask(Function<DatabaseWorker, T> question) {
    progress.requireRunning();
    while (true) {
      progress.awaitRecovered();
      DatabaseWorker worker = workers.now();
      try {
        return question.apply(worker);
      } catch (RuntimeException e) {
        if (!workers.isOver(worker, e)) {
          throw e;
        }
        progress.awaitSuccessor(worker);
      }
    }
  }

  /** Answers a query with what is published. */
  QueryResult query(String sql) {
    return ask(worker -> {
      Catalog catalog = worker.standing().catalog();
      return answer(worker, catalog, compile(sql, catalog));
    });
  }

  /** Compiles a query as of now. */
  CompiledQuery compile(String sql, Catalog catalog) {
    return new SqlCompiler().compileQuery(sql, catalog.names(), ClockEvents.now(clock));
  }

  /**
   * Answers a query. Views that are being filled are waited for.
   *
   * @param catalog that it was compiled for
   */
  QueryResult answer(DatabaseWorker worker, Catalog catalog, CompiledQuery query) {
    Set<String> sources = Queries.sources(catalog, query);
    sources.forEach(name -> progress.awaitFilled(catalog.relation(name).id()));
    try (Snapshot snapshot = worker.snapshot(sources, Queries.keys(catalog, query))) {
      requireSame(catalog, snapshot.catalog(), query);
      return queries.run(query, snapshot);
    }
  }

  /** What the query was compiled for may have been replaced since. */
  private static void requireSame(Catalog then, Catalog now, CompiledQuery query) {
    Set<String> names = new LinkedHashSet<>(query.inputs());
    names.addAll(Queries.sources(then, query));
    for (String name : names) {
      if (then.relation(name).id() != now.relation(name).id()) {
        throw new EvertException(
            ErrorCode.VIEW_NOT_READY,
            "\"" + name + "\" was replaced while it was asked",
            "Ask again.");
      }
    }
  }
}
