package dev.evert.connectors.postgres.connect;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.jdbc.PgConnection;

/**
 * Opens connections to one database, all with the same login. Any thread may call it; closing it
 * cuts off every connection that it opened.
 */
public final class Connector implements AutoCloseable {
  /** The oldest server that is known to work. */
  public static final int OLDEST_VERSION = 130_000;

  private static final String SESSION =
      """
      SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres';\
      SET extra_float_digits = 3; SET bytea_output = 'hex'; SET statement_timeout = 0;\
      SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET row_security = off\
      """;

  private final Surroundings surroundings;
  private final Set<Link> links = new HashSet<>();
  private ConnectionSettings settings;
  private boolean asked;
  private boolean closed;

  /** Does not connect yet. */
  public Connector(ConnectionSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /** What is connected to. */
  public synchronized ConnectionSettings settings() {
    return settings;
  }

  /**
   * Opens a connection for statements.
   *
   * @throws EvertException saying why it could not be had
   */
  public Link open() {
    return open(new Properties());
  }

  /** Opens a connection that understands the commands of replication too. */
  public Link openReplication() {
    Properties replication = new Properties();
    replication.setProperty("replication", "database");
    replication.setProperty("assumeMinServerVersion", "10");
    replication.setProperty("preferQueryMode", "simple");
    return open(replication);
  }

  private Link open(Properties extra) {
    ConnectionSettings used = settings();
    try {
      return connect(used, extra);
    } catch (SQLException e) {
      Optional<String> password = SqlFailure.wantsPassword(e) ? ask(used) : Optional.empty();
      if (password.isEmpty()) {
        throw diagnose(e, used);
      }
      return open(extra);
    }
  }

  /** Asks once for a password if none was found; empty if there is no use in trying again. */
  private synchronized Optional<String> ask(ConnectionSettings used) {
    if (settings.password().isPresent()) {
      boolean newer = !settings.password().equals(used.password());
      return newer ? settings.password() : Optional.empty();
    }
    if (asked) {
      return Optional.empty();
    }
    asked = true;
    Optional<String> given =
        surroundings
            .secret("Password for user " + used.user() + " at " + used.address())
            .map(String::new);
    given.ifPresent(password -> settings = settings.withPassword(password));
    return given;
  }

  private Link connect(ConnectionSettings used, Properties extra) throws SQLException {
    String ticket = UUID.randomUUID().toString();
    Properties properties = new Properties();
    properties.putAll(used.properties());
    properties.putAll(extra);
    properties.setProperty("user", used.user());
    used.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("socketFactory", TimedSocketFactory.class.getName());
    properties.setProperty("socketFactoryArg", ticket);
    @Nullable TimedSocket socket = null;
    try {
      Connection connection = new Driver().connect(url(used), properties);
      socket = TimedSocketFactory.take(ticket).orElseThrow();
      Link link = new Link((PgConnection) Objects.requireNonNull(connection), socket);
      register(link);
      prepare(link);
      return link;
    } finally {
      if (socket == null) {
        TimedSocketFactory.take(ticket);
      }
    }
  }

  private static String url(ConnectionSettings used) {
    String database = URLEncoder.encode(used.database(), StandardCharsets.UTF_8);
    return "jdbc:postgresql://" + used.address() + "/" + database.replace("+", "%20");
  }

  private synchronized void register(Link link) {
    links.removeIf(other -> other.socket().isClosed());
    links.add(link);
    if (closed) {
      link.abort();
    }
  }

  private void prepare(Link link) throws SQLException {
    int version = link.version();
    if (version < OLDEST_VERSION) {
      link.close();
      throw new EvertException(
          ErrorCode.STORE_VERSION,
          "PostgreSQL at "
              + settings().address()
              + " is version "
              + link.connection().getDBVersionNumber()
              + ", wanted 13 or newer");
    }
    link.execute(version >= 170_000 ? SESSION + "; SET transaction_timeout = 0" : SESSION);
  }

  private EvertException diagnose(SQLException failure, ConnectionSettings used) {
    EvertException diagnosis = SqlFailure.whileConnecting(failure, used);
    if (diagnosis.code() != ErrorCode.NO_SUCH_DATABASE) {
      return diagnosis;
    }
    String message = diagnosis.getMessage() + DatabaseNames.hint(this, used);
    return new EvertException(diagnosis.code(), message, null, failure);
  }

  /** Connects to another database of the same server, to look around. */
  Link lookInto(String database) throws SQLException {
    return connect(settings().withDatabase(database), new Properties());
  }

  /** Cuts off all connections, those that are being opened included. */
  @Override
  public synchronized void close() {
    closed = true;
    links.forEach(Link::abort);
    links.clear();
  }
}
