package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.sink.SinkSession;
import dev.evert.connectors.postgres.sink.TargetRemoval;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkProgress;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of a PostgreSQL database that is kept equal to a view. Each batch is one transaction that
 * is durable when {@link #write} returns.
 */
final class PostgresSink implements Sink {
  private final Connector connector;
  private final PostgresUri uri;
  private final SinkContext context;
  private @Nullable Schema schema;
  private @Nullable SinkSession session;
  private @Nullable SinkProgress known;

  PostgresSink(Connector connector, PostgresUri uri, SinkContext context) {
    this.connector = connector;
    this.uri = uri;
    this.context = context;
  }

  @Override
  public Optional<SinkProgress> prepare(Schema view) {
    schema = view;
    end();
    known = null;
    Optional<SinkProgress> found = attempt("preparing", SinkSession::found);
    known = found.orElse(null);
    return found;
  }

  @Override
  public void evolve(Schema wider) {
    attempt(
        "adding columns to",
        open -> {
          open.evolve(wider);
          return wider;
        });
    schema = wider;
    end();
  }

  @Override
  public void write(SinkBatch batch) {
    known =
        attempt(
            "writing to",
            open -> {
              open.write(batch, known);
              return open.held();
            });
  }

  @Override
  public SinkProgress flush() {
    return attempt("asking for the progress of", SinkSession::held);
  }

  @Override
  public SinkAudit audit() {
    return attempt("reading", open -> open.audit(connector));
  }

  @Override
  public void repair(SinkBatch batch) {
    attempt(
        "repairing",
        open -> {
          open.repair(batch);
          return batch;
        });
  }

  @Override
  public void drop() {
    end();
    known = null;
    try {
      TargetRemoval.drop(connector, uri, context.pipe());
    } catch (SQLException e) {
      throw failed("dropping", e);
    }
  }

  /** Something that is done with the session. */
  @FunctionalInterface
  private interface Work<R> {
    R run(SinkSession open) throws SQLException;
  }

  /** After a failure the session's state is not known: the next attempt gets a new one. */
  private <R> R attempt(String what, Work<R> work) {
    boolean done = false;
    try {
      R result = work.run(session());
      done = true;
      return result;
    } catch (SQLException e) {
      throw failed(what, e);
    } finally {
      if (!done) {
        end();
      }
    }
  }

  private EvertException failed(String what, SQLException failure) {
    String table = uri.schema().map(name -> name + ".").orElse("") + uri.table();
    return SqlFailure.of(failure, what + " table " + table + " at " + connector.settings());
  }

  private SinkSession session() throws SQLException {
    SinkSession open = session;
    if (open == null) {
      Schema view = schema;
      if (view == null) {
        throw new IllegalStateException("not prepared");
      }
      open = new SinkSession(connector, uri, view, context);
      session = open;
    }
    return open;
  }

  private void end() {
    SinkSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    end();
    connector.close();
  }
}
