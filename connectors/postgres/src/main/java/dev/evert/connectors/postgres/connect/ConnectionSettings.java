package dev.evert.connectors.postgres.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How to reach a database.
 *
 * @param hosts tried in this order
 * @param password empty if none was found: the server may not want one
 * @param properties of the driver, by its own names
 */
public record ConnectionSettings(
    List<Host> hosts,
    String database,
    String user,
    Optional<String> password,
    Map<String, String> properties) {

  public ConnectionSettings {
    hosts = List.copyOf(hosts);
    properties = Map.copyOf(properties);
  }

  /** The same with this password. */
  public ConnectionSettings withPassword(String given) {
    return new ConnectionSettings(hosts, database, user, Optional.of(given), properties);
  }

  /** The same in another database. */
  public ConnectionSettings withDatabase(String other) {
    return new ConnectionSettings(hosts, other, user, password, properties);
  }

  /** The hosts with their ports, for messages. */
  public String address() {
    return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
  }

  /** Server, database and user, for messages; never the password. */
  @Override
  public String toString() {
    return address() + "/" + database + " as " + user;
  }
}
