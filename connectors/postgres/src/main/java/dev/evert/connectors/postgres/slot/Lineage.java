package dev.evert.connectors.postgres.slot;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.spi.row.BigEndian;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * Which history of which server a log belongs to. Kept under the name {@code timeline} as an int4.
 *
 * @param system the cluster's number, the same for all its databases and standby servers
 * @param timeline grows each time a standby server or a backup becomes the server that is written
 */
public record Lineage(String system, int timeline) {
  /** The entry's name. */
  public static final String NAME = "timeline";

  /** Asks a connection for replication what it is connected to. */
  public static Lineage of(Link replication) throws SQLException {
    try (Statement statement = replication.connection().createStatement();
        ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
      row.next();
      return new Lineage(row.getString("systemid"), row.getInt("timeline"));
    }
  }

  /** The timeline that the source's state tells; 0 if none. */
  public static int timeline(Map<String, byte[]> state) {
    byte[] bytes = state.get(NAME);
    return bytes == null ? 0 : BigEndian.getInt(bytes, 0);
  }

  /** The entry's value. */
  public byte[] toBytes() {
    byte[] bytes = new byte[Integer.BYTES];
    BigEndian.putInt(bytes, 0, timeline);
    return bytes;
  }

  /**
   * Up to where this history and an earlier timeline are the same.
   *
   * @return empty if this one does not come from the other
   */
  public Optional<Long> fork(Link replication, int earlier) throws SQLException {
    try (Statement statement = replication.connection().createStatement();
        ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
      row.next();
      for (String line : row.getString("content").lines().toList()) {
        String[] fields = line.strip().split("\\s+", 3);
        if (fields.length > 1 && fields[0].equals(Integer.toString(earlier))) {
          return Optional.of(Lsn.parse(fields[1]));
        }
      }
    }
    return Optional.empty();
  }
}
