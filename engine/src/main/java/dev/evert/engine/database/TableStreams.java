package dev.evert.engine.database;

import dev.evert.engine.view.Routes;
import dev.evert.log.Log;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import java.util.Collection;
import java.util.List;

/** The streams that the rows of tables are changed by. */
final class TableStreams {
  private static final String PREFIX = "database/table/";

  private TableStreams() {}

  /** The stream of a table; made if it is not there. */
  static StreamId of(Log log, Entry.Table table) {
    return log.createStream(PREFIX + table.id(), Retention.forever());
  }

  /** The streams of tables, in their order. */
  static List<StreamId> of(Log log, Collection<Entry.Table> tables) {
    return tables.stream().map(table -> of(log, table)).toList();
  }

  /** The routes from the streams of tables to their places. */
  static Routes routes(Log log, Collection<Entry.Table> tables) {
    return Routes.ofTables(of(log, tables));
  }
}
