package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.catalog.TableFinder;
import dev.evert.connectors.postgres.catalog.TableName;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.SQLException;
import java.util.Optional;

/** Drops a target, whatever the view was that it was made for. */
public final class TargetRemoval {

  private TargetRemoval() {}

  /**
   * Drops the table with what is known of it; does nothing where neither is there.
   *
   * @throws EvertException {@link ErrorCode#SINK_FOREIGN} if the pipe does not fill the table
   */
  public static void drop(Connector connector, PostgresUri uri, String pipe) throws SQLException {
    try (Link link = connector.open()) {
      link.connection().setAutoCommit(false);
      Optional<TableName> found =
          new TableFinder(link, connector.settings().database())
              .find(uri)
              .map(TableFinder.Relation::name);
      Optional<String> schema = uri.schema().or(() -> found.map(TableName::schema));
      String named =
          schema.isPresent() ? schema.get() : link.query("select current_schema()").orElse("");
      TableName name = found.orElse(new TableName(named, uri.table()));
      ProgressTable progress = new ProgressTable(name);
      Optional<ProgressTable.Entry> entry =
          progress.exists(link) ? progress.lock(link) : Optional.empty();
      if (entry.isPresent() ? !entry.get().pipe().equals(pipe) : found.isPresent()) {
        String by = entry.map(held -> "pipe " + held.pipe()).orElse("somebody else");
        throw new EvertException(
            ErrorCode.SINK_FOREIGN,
            "table " + name + " is filled by " + by,
            "Drop the pipe without --sink, and the table by hand if it is not needed.");
      }
      if (found.isPresent()) {
        link.execute("DROP TABLE " + name.sql());
      }
      if (entry.isPresent()) {
        progress.delete(link);
      }
      link.connection().commit();
    }
  }
}
