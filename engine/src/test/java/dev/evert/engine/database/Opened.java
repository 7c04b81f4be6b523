package dev.evert.engine.database;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.log.Log;
import dev.evert.spi.error.EvertException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/** A database that is open, asked in few words. */
final class Opened implements AutoCloseable {
  private final Engine engine;
  private final Database database;

  Opened(Path directory) {
    this(EngineOptions.in(directory).withCheckpointInterval(Duration.ofMillis(50)));
  }

  Opened(EngineOptions options) {
    engine = Engine.open(options, Connectors.installed());
    database = engine.database();
  }

  Log log() {
    return engine.log();
  }

  Database database() {
    return database;
  }

  /** Carries statements out; the last one's tag and count. */
  String run(String... statements) {
    String last = "";
    for (String statement : statements) {
      last =
          switch (database.execute(statement)) {
            case Outcome.Rows rows -> {
              rows.rows().close();
              yield "rows";
            }
            case Outcome.Changed changed -> changed.tag() + " " + changed.count();
            case Outcome.Defined defined -> defined.tag();
            case Outcome.Told told -> told.text();
          };
    }
    return last;
  }

  /** The rows of a query, with bars between the columns. */
  List<String> rows(String query) {
    List<String> rows = new ArrayList<>();
    try (QueryResult result = database.query(query)) {
      while (result.next()) {
        List<String> texts = new ArrayList<>();
        RowText.of(result.schema(), result.bytes(), result.from(), result.to())
            .forEach(text -> texts.add(String.valueOf(text)));
        rows.add(String.join("|", texts));
      }
    }
    return rows;
  }

  /** Waits until a query has these rows. */
  void awaitRows(String query, String... rows) throws InterruptedException {
    while (!rows(query).equals(List.of(rows))) {
      database.awaitNews();
    }
  }

  /** The code that a statement fails with. */
  String failure(String statement) {
    EvertException e = Assertions.catchThrowableOfType(EvertException.class, () -> run(statement));
    return e == null ? "none" : e.code().name();
  }

  @Override
  public void close() {
    engine.close();
  }
}
