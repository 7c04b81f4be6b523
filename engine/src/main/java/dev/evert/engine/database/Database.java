package dev.evert.engine.database;

import dev.evert.dataflow.RowError;
import dev.evert.dataflow.ViewOutput;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.view.Published;
import dev.evert.engine.view.StateDirectory;
import dev.evert.log.Log;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.parse.StatementParser;
import dev.evert.sql.syntax.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tables, and views that are kept equal to what they are defined as, in one log. Statements may be
 * executed on any thread; those that define or change something are carried out one after the
 * other.
 */
public final class Database implements AutoCloseable {
  private static final String STATE = "state/database";
  private static final String SCRATCH = "scratch/database";

  /** A statement may keep so many bytes of keys and rows, however little memory there is. */
  private static final long LEAST_STATEMENT_BYTES = 16 << 20;

  /** Where a definition would be that is only tried. */
  private static final long NOWHERE = 0;

  private final Definitions definitions;
  private final Jars jars;
  private final Definer definer;
  private final Workers workers;
  private final Progress progress;
  private final Questions questions;
  private final TableWrites writes;
  private final ReentrantLock writing = new ReentrantLock(true);

  /** The position after what was written last; who has the lock owns it. */
  private long writtenTo;

  /** The position of the last definition; who has the lock owns it. */
  private long definedAt = Long.MIN_VALUE;

  private Database(Log log, EngineOptions options) {
    this.definitions = new Definitions(log, options.clock());
    this.jars = new Jars(log, options.clock());
    this.definer = new Definer(jars);
    Path directory = options.directory();
    Path scratch = directory.resolve(SCRATCH);
    StateDirectory.delete(scratch); // of queries that were at work when a process was killed
    Path state = directory.resolve(STATE);
    this.workers = new Workers(log, options, definitions, definer, state);
    this.progress = new Progress(workers);
    Queries queries = new Queries(scratch, options.stateBytes(), options.clock(), workers::closing);
    this.questions = new Questions(workers, progress, queries, options.clock());
    this.writes = new TableWrites(log, options.clock(), questions, statementBytes(options));
  }

  private static long statementBytes(EngineOptions options) {
    return Math.max(LEAST_STATEMENT_BYTES, options.stateBytes());
  }

  /**
   * Opens the database of a log, as the log and the last checkpoint say, and keeps it current from
   * then on.
   *
   * @throws EvertException if its state can not be read
   */
  public static Database open(Log log, EngineOptions options) {
    Database database = new Database(log, options);
    database.workers.start();
    return database;
  }

  /**
   * Carries out one statement. What it changes or defines is durable on return, and all that is
   * read afterwards, by whomever, is as of then or later.
   *
   * @throws EvertException if it can not be carried out; it has had no effect then. Two cases are
   *     told apart by what the error says: a view or index that is defined and can not be filled is
   *     there, for {@code show views} and to be dropped; and what was written when the database was
   *     closed or has stopped is durable
   */
  public Outcome execute(String sql) {
    progress.requireRunning();
    return switch (StatementParser.parse(sql)) {
      case Statement.Ask ask -> new Outcome.Rows(query(ask.sql()));
      case Statement.Change change -> change(sql, change);
      case Statement.Definition definition -> define(sql, definition);
      case Statement.Explain explain ->
          new Outcome.Told(
              questions.ask(worker -> new Explanations(worker, questions).explain(explain)));
      case Statement.Show show -> new Outcome.Told(questions.ask(worker -> list(worker, show)));
    };
  }

  private String list(DatabaseWorker worker, Statement.Show show) {
    return new Listing(worker, workers.mendings()).of(show.what());
  }

  /** Answers a query with what is published; see {@link #execute}. */
  public QueryResult query(String sql) {
    return questions.query(sql);
  }

  private Outcome change(String sql, Statement.Change change) {
    writing.lock();
    try {
      Outcome.Changed changed =
          questions.ask(worker -> {
            awaitFormer();
            return writes.write(worker, sql, change);
          });
      writtenTo = Math.max(writtenTo, changed.position());
      progress.awaitWritten(changed.position());
      return changed;
    } finally {
      writing.unlock();
    }
  }

  /** Until all that was written can be read, also by statements that did not wait for it. */
  private void awaitFormer() {
    progress.awaitPublished(writtenTo);
    progress.awaitDefined(definedAt);
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
      OptionalLong position = questions.ask(worker -> write(worker, sql, definition));
      position.ifPresent(at -> {
        definedAt = at;
        progress.awaitDefined(at);
        requireCarriedOut(at);
      });
      return position;
    } finally {
      writing.unlock();
    }
  }

  private OptionalLong write(DatabaseWorker worker, String sql, Statement.Definition definition) {
    awaitFormer();
    Catalog catalog = worker.standing().catalog();
    if (definition instanceof Statement.CreateFunction function) {
      definer.requireFree(catalog, sql, function);
      Jars.Offered jar = jars.offer(function.jar());
      return write(catalog, named(sql, function, jar.name()), () -> jars.keep(jar));
    }
    return write(catalog, sql, () -> {});
  }

  /**
   * Writes a statement down, if it can be carried out and changes anything.
   *
   * @param before writes down what it names, before it
   */
  private OptionalLong write(Catalog catalog, String kept, Runnable before) {
    Statement.Definition again = (Statement.Definition) StatementParser.parse(kept);
    if (definer.apply(catalog, NOWHERE, kept, again).isEmpty()) {
      return OptionalLong.empty();
    }
    before.run();
    return OptionalLong.of(definitions.append(kept));
  }

  /** What could be carried out when it was tried may not be where it stands in the log. */
  private void requireCarriedOut(long position) {
    catalog()
        .refusals()
        .at(position)
        .ifPresent(refused -> {
          throw refused.cause();
        });
  }

  /** The statement as it is written down: it names a jar of the log. */
  private static String named(String sql, Statement.CreateFunction function, String jar) {
    int from = function.jarSpan().from();
    return sql.substring(0, from) + "'" + jar + "'" + sql.substring(function.jarSpan().to());
  }

  private List<String> notes(long position) {
    return catalog().entries().stream()
        .filter(entry -> entry.id() == Ids.of(position, 0) && entry instanceof Entry.View)
        .flatMap(entry -> ((Entry.View) entry).compiled().notes().stream())
        .toList();
  }

  /** What there is. */
  public Catalog catalog() {
    return workers.now().standing().catalog();
  }

  /** The rows and changes of a materialized view that is filled. */
  ViewOutput output(String name) {
    Standing standing = workers.now().standing();
    return standing.circuit().output(CircuitNames.of(standing.catalog().relation(name)));
  }

  /** The position up to which everything can be read. */
  public long position() {
    return workers.position();
  }

  /** Waits until something else can be read than now, or a second has passed. */
  void awaitNews() throws InterruptedException {
    Published published = workers.now().published();
    published.awaitChange(published.changes(), 1000);
  }

  /** The digest of a table's or materialized view's rows, and the position that it is of. */
  public ViewDigest digest(String name) {
    return questions.ask(worker -> worker.digest(name));
  }

  /**
   * The rows that a view could not be computed of, at most {@code limit}, and the changes that did
   * not fit a table.
   */
  public List<RowError> errors(String name, int limit) {
    return questions.ask(
        worker -> worker.errors(worker.standing().catalog().relation(name), limit));
  }

  /** What was found to be damaged, or could not go on, and was derived anew from the log. */
  public List<Mending> mendings() {
    return workers.mendings();
  }

  /**
   * Makes a last checkpoint and lets go of the state; the log stays open. What is asked afterwards
   * is refused, and who waits is told. Closing again does nothing.
   */
  @Override
  public void close() {
    workers.close();
  }
}
