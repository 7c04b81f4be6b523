package dev.evert.connectors.postgres.slot;

import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.SQLException;

/** Says what a server has against replication. */
public final class SlotFailure {

  private SlotFailure() {}

  /** Opens a connection for replication. */
  public static Link openReplication(Connector connector) {
    try {
      return connector.openReplication();
    } catch (EvertException e) {
      throw e.getCause() instanceof SQLException cause ? refine(e, cause, connector) : e;
    }
  }

  private static EvertException refine(EvertException e, SQLException cause, Connector connector) {
    String message = String.valueOf(e.getMessage());
    if ("42501".equals(cause.getSQLState())) {
      String user = Sql.name(connector.settings().user());
      return new EvertException(
          ErrorCode.NO_REPLICATION_RIGHT, message, "ALTER ROLE " + user + " REPLICATION", cause);
    }
    if (message.contains("max_wal_senders")) {
      return new EvertException(
          ErrorCode.NO_SLOT_LEFT,
          message,
          "Raise max_wal_senders, or end other replication connections.",
          cause);
    }
    return e;
  }

  /** A failure of a command for replication. */
  public static EvertException of(SQLException failure, String attempt) {
    EvertException general = SqlFailure.of(failure, attempt);
    String message = String.valueOf(general.getMessage());
    if (general.code() == ErrorCode.NOT_PERMITTED) {
      return new EvertException(ErrorCode.NO_REPLICATION_RIGHT, message, null, failure);
    }
    if (message.contains("max_replication_slots")) {
      return new EvertException(ErrorCode.NO_SLOT_LEFT, message, null, failure);
    }
    if (message.contains("wal_level")) {
      return new EvertException(ErrorCode.WAL_LEVEL, message, null, failure);
    }
    return general;
  }
}
