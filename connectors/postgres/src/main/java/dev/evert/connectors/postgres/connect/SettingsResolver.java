package dev.evert.connectors.postgres.connect;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out how to reach a database, in libpq's order: the URI, then the service that it or {@code
 * PGSERVICE} names, then the environment, then libpq's defaults; a password last from the password
 * file.
 */
public final class SettingsResolver {
  /** The options of libpq that can stand in a URI and in a service file. */
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("host", "PGHOST"),
          Map.entry("hostaddr", "PGHOSTADDR"),
          Map.entry("port", "PGPORT"),
          Map.entry("dbname", "PGDATABASE"),
          Map.entry("user", "PGUSER"),
          Map.entry("password", "PGPASSWORD"),
          Map.entry("passfile", "PGPASSFILE"),
          Map.entry("service", "PGSERVICE"),
          Map.entry("sslmode", "PGSSLMODE"),
          Map.entry("sslrootcert", "PGSSLROOTCERT"),
          Map.entry("sslcert", "PGSSLCERT"),
          Map.entry("sslkey", "PGSSLKEY"),
          Map.entry("sslpassword", "PGSSLPASSWORD"),
          Map.entry("sslnegotiation", "PGSSLNEGOTIATION"),
          Map.entry("channel_binding", "PGCHANNELBINDING"),
          Map.entry("gssencmode", "PGGSSENCMODE"),
          Map.entry("connect_timeout", "PGCONNECT_TIMEOUT"),
          Map.entry("application_name", "PGAPPNAME"),
          Map.entry("options", "PGOPTIONS"),
          Map.entry("target_session_attrs", "PGTARGETSESSIONATTRS"));

  private final StoreUri uri;
  private final Surroundings surroundings;
  private final Map<String, String> service;

  private SettingsResolver(StoreUri uri, Surroundings surroundings) {
    this.uri = uri;
    this.surroundings = surroundings;
    this.service =
        uri.option("service")
            .or(() -> surroundings.variable("PGSERVICE"))
            .map(name -> ServiceFile.find(name, surroundings))
            .orElse(Map.of());
  }

  /**
   * The settings for a URI.
   *
   * @param own options that are not the connection's but the connector's own
   * @throws EvertException {@link ErrorCode#BAD_URI} or {@link ErrorCode#BAD_OPTION}
   */
  public static ConnectionSettings resolve(StoreUri uri, Set<String> own, Surroundings around) {
    Set<String> known = new HashSet<>(VARIABLES.keySet());
    known.addAll(own);
    for (String option : uri.options().keySet()) {
      if (!known.contains(option)) {
        throw new EvertException(
            ErrorCode.BAD_OPTION,
            "option '" + option + "' of " + uri + " is unknown" + CloseNames.hint(option, known));
      }
    }
    return new SettingsResolver(uri, around).resolve();
  }

  private ConnectionSettings resolve() {
    String user = uri.user().or(() -> setting("user")).orElse(System.getProperty("user.name", ""));
    String database = PostgresUri.of(uri).database().or(() -> setting("dbname")).orElse("");
    if (database.isEmpty()) {
      throw new EvertException(
          ErrorCode.BAD_URI,
          "wanted a path /database/table, got '" + uri.path() + "' and no PGDATABASE",
          "Name both: postgres://user@host/database/table");
    }
    List<Host> hosts = hosts();
    Optional<String> password =
        uri.password()
            .or(() -> setting("password"))
            .or(() -> PasswordFile.find(passwordFile(), hosts.getFirst(), database, user));
    return new ConnectionSettings(hosts, database, user, password, properties(hosts));
  }

  /** A setting by its name in libpq, unless the URI's authority or path gives it. */
  private Optional<String> setting(String name) {
    return uri.option(name)
        .or(() -> Optional.ofNullable(service.get(name)))
        .or(() -> Optional.ofNullable(VARIABLES.get(name)).flatMap(surroundings::variable))
        .filter(value -> !value.isEmpty());
  }

  private List<Host> hosts() {
    if (!uri.hosts().isEmpty()) {
      return Host.ofAuthority(uri.hosts(), setting("port").map(Host::port).orElse(Host.USUAL_PORT));
    }
    String names = setting("hostaddr").or(() -> setting("host")).orElse("localhost");
    return Host.ofLists(names, setting("port"));
  }

  private Path passwordFile() {
    return setting("passfile").map(Path::of).orElse(surroundings.home().resolve(".pgpass"));
  }

  private Map<String, String> properties(List<Host> hosts) {
    Map<String, String> properties = new HashMap<>();
    properties.put("ApplicationName", setting("application_name").orElse("evert"));
    properties.put("connectTimeout", setting("connect_timeout").orElse("10"));
    properties.put("tcpKeepAlive", "true");
    properties.put("sslmode", setting("sslmode").orElse("prefer"));
    setting("sslnegotiation").ifPresent(value -> properties.put("sslNegotiation", value));
    setting("channel_binding").ifPresent(value -> properties.put("channelBinding", value));
    properties.put("gssEncMode", setting("gssencmode").orElse("disable"));
    setting("options").ifPresent(value -> properties.put("options", value));
    if (hosts.size() > 1 || setting("target_session_attrs").isPresent()) {
      properties.put("targetServerType", "primary");
    }
    certificates(properties);
    return properties;
  }

  private void certificates(Map<String, String> properties) {
    if (setting("sslrootcert").equals(Optional.of("system"))) {
      properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      properties.put("sslmode", "verify-full");
      return;
    }
    properties.put("sslrootcert", file("sslrootcert", "root.crt"));
    String certificate = file("sslcert", "postgresql.crt");
    String key = file("sslkey", "postgresql.key");
    if (Files.exists(Path.of(certificate)) && Files.exists(Path.of(key))) {
      properties.put("sslcert", certificate);
      properties.put("sslkey", key);
    }
    setting("sslpassword").ifPresent(value -> properties.put("sslpassword", value));
  }

  private String file(String option, String usual) {
    Path folder = surroundings.home().resolve(".postgresql");
    return setting(option).orElse(folder.resolve(usual).toString());
  }
}
