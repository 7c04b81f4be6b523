package dev.evert.engine.database;

import dev.evert.dataflow.RowError;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.Closing;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.view.Assistant;
import dev.evert.engine.view.Published;
import dev.evert.log.Log;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.CompiledChange;
import dev.evert.sql.CompiledQuery;
import dev.evert.sql.SqlCompiler;
import dev.evert.sql.parse.StatementParser;
import dev.evert.sql.syntax.Statement;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tables, and views that are kept equal to what they are defined as, in one log. Statements may be
 * executed on any thread; those that define or change something are carried out one after the
 * other.
 */
public final class Database implements AutoCloseable {
  private static final String STATE = "state/database";
  private static final String SCRATCH = "scratch/database";

  /** Where a definition would be that is only tried. */
  private static final long NOWHERE = 0;

  private final Log log;
  private final EngineOptions options;
  private final Definitions definitions;
  private final Jars jars;
  private final Definer definer;
  private final StateStore store;
  private final ExecutorService merger;
  private final DatabaseWorker worker;
  private final Progress progress;
  private final Queries queries;
  private final Thread thread;
  private final ReentrantLock writing = new ReentrantLock(true);

  /** The position after what was written last; who has the lock owns it. */
  private long writtenTo;

  /** The position of the last definition; who has the lock owns it. */
  private long definedAt = Long.MIN_VALUE;

  private Database(Log log, EngineOptions options) {
    this.log = log;
    this.options = options;
    this.definitions = new Definitions(log, options.clock());
    this.jars = new Jars(log, options.clock());
    this.definer = new Definer(jars);
    this.merger = Assistant.named("merge", options.threading());
    Path directory = options.directory();
    this.store = StateStore.open(directory.resolve(STATE), options.stateBytes()).mergeOn(merger);
    this.queries = new Queries(directory.resolve(SCRATCH), options.stateBytes(), options.clock());
    this.worker = new Recovery(log, options, definitions, store, definer).recover();
    this.progress = new Progress(worker);
    this.thread = Thread.ofPlatform().name("database").unstarted(worker::run);
  }

  /**
   * Opens the database of a log, as the log and the last checkpoint say, and keeps it current from
   * then on.
   *
   * @throws EvertException if its state can not be read
   */
  public static Database open(Log log, EngineOptions options) {
    Database database = new Database(log, options);
    database.thread.start();
    return database;
  }

  /**
   * Carries out one statement. What it changes or defines is durable on return, and all that is
   * read afterwards, by whomever, is as of then or later.
   *
   * @throws EvertException if it can not be carried out; it has had no effect then
   */
  public Outcome execute(String sql) {
    return switch (StatementParser.parse(sql)) {
      case Statement.Ask ask -> new Outcome.Rows(query(ask.sql()));
      case Statement.Change change -> change(sql, change);
      case Statement.Definition definition -> define(sql, definition);
      case Statement.Explain explain -> new Outcome.Told(new Explanations(worker).explain(explain));
      case Statement.Show show -> new Outcome.Told(new Listing(worker).of(show.what()));
    };
  }

  /** Answers a query with what is published; see {@link #execute}. */
  public QueryResult query(String sql) {
    progress.awaitRecovered();
    Catalog catalog = worker.standing().catalog();
    CompiledQuery query = new SqlCompiler().compileQuery(sql, catalog.names());
    return answer(catalog, query);
  }

  /** Views that are being filled are waited for. */
  private QueryResult answer(Catalog catalog, CompiledQuery query) {
    Set<String> sources = Queries.sources(catalog, query);
    sources.forEach(name -> progress.awaitFilled(catalog.relation(name).id()));
    try (Snapshot snapshot = worker.snapshot(sources)) {
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

  private Outcome change(String sql, Statement.Change change) {
    writing.lock();
    try {
      awaitFormer();
      Catalog catalog = worker.standing().catalog();
      Entry.Table table = catalog.table(change.table().text());
      requireAllowed(table, change);
      CompiledChange compiled =
          new SqlCompiler().compileChange(sql, change, table.definition(), catalog.names());
      return write(catalog, table, compiled);
    } finally {
      writing.unlock();
    }
  }

  /** Until all that was written can be read, also by statements that did not wait for it. */
  private void awaitFormer() {
    progress.awaitRecovered();
    progress.awaitPublished(writtenTo);
    progress.awaitDefined(definedAt);
  }

  private static void requireAllowed(Entry.Table table, Statement.Change change) {
    if (table.definition().appendOnly() && !(change instanceof Statement.Insert)) {
      throw new EvertException(
          ErrorCode.WRONG_KIND,
          "table \"" + table.name() + "\" is append only",
          "Insert rows that correct it.");
    }
  }

  private Outcome write(Catalog catalog, Entry.Table table, CompiledChange change) {
    ChangeWriter writer =
        new ChangeWriter(log, TableStreams.of(log, table), UUID.randomUUID(), options.clock());
    RowChanges changes =
        new RowChanges(table, writer, (key, from, to) -> worker.contains(table, key, from, to));
    long count = 0;
    try (QueryResult rows = answer(catalog, change.query())) {
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
    writtenTo = Math.max(writtenTo, position);
    progress.awaitPublished(position);
    return new Outcome.Changed(change.kind().name(), count, position);
  }

  /** Others may change rows while what was defined is filled. */
  private Outcome define(String sql, Statement.Definition definition) {
    OptionalLong position = append(sql, definition);
    if (position.isEmpty()) {
      return new Outcome.Defined(Tags.of(definition), List.of("Nothing to do."));
    }
    progress.awaitFilledBy(position.getAsLong());
    return new Outcome.Defined(Tags.of(definition), notes(position.getAsLong()));
  }

  /** Has a definition carried out; empty if it changes nothing. */
  private OptionalLong append(String sql, Statement.Definition definition) {
    writing.lock();
    try {
      awaitFormer();
      String kept = kept(sql, definition);
      Statement.Definition again = (Statement.Definition) StatementParser.parse(kept);
      if (definer.apply(worker.standing().catalog(), NOWHERE, kept, again).isEmpty()) {
        return OptionalLong.empty();
      }
      long position = definitions.append(kept);
      definedAt = position;
      progress.awaitDefined(position);
      return OptionalLong.of(position);
    } finally {
      writing.unlock();
    }
  }

  /** The statement as it is written down: what it names outside of the log is put into the log. */
  private String kept(String sql, Statement.Definition definition) {
    if (!(definition instanceof Statement.CreateFunction function)) {
      return sql;
    }
    String name = jars.keep(function.jar());
    int from = function.jarSpan().from();
    return sql.substring(0, from) + "'" + name + "'" + sql.substring(function.jarSpan().to());
  }

  private List<String> notes(long position) {
    return worker.standing().catalog().entries().stream()
        .filter(entry -> entry.id() == Ids.of(position, 0) && entry instanceof Entry.View)
        .flatMap(entry -> ((Entry.View) entry).compiled().notes().stream())
        .toList();
  }

  /** What there is. */
  public Catalog catalog() {
    return worker.standing().catalog();
  }

  /** The rows and changes of a materialized view that is filled. */
  ViewOutput output(String name) {
    Standing standing = worker.standing();
    return standing.circuit().output(CircuitNames.of(standing.catalog().relation(name)));
  }

  /** The position up to which everything can be read. */
  public long position() {
    return worker.published().time();
  }

  /** Waits until something else can be read than now, or a second has passed. */
  void awaitNews() throws InterruptedException {
    Published published = worker.published();
    published.awaitChange(published.changes(), 1000);
  }

  /** The digest of a table's or materialized view's rows, and the position that it is of. */
  public ViewDigest digest(String name) {
    return worker.digest(name);
  }

  /**
   * The rows that a view could not be computed of, at most {@code limit}, and the changes that did
   * not fit a table.
   */
  public List<RowError> errors(String name, int limit) {
    return worker.errors(worker.standing().catalog().relation(name), limit);
  }

  /** Makes a last checkpoint and lets go of the state; the log stays open. */
  @Override
  public void close() {
    worker.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    AutoCloseable working = worker::close;
    AutoCloseable merging = merger::shutdown;
    Closing.all(List.of(working, merging, store));
  }
}
