package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.connect.ConnectionSettings;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.connectors.postgres.connect.SettingsResolver;
import dev.evert.spi.Surroundings;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Sources for {@code postgres://user@host:port/database/table}. */
public final class PostgresSourceFactory implements SourceFactory {
  static final Set<String> SCHEMES = Set.of("postgres", "postgresql");

  @Override
  public Set<String> schemes() {
    return SCHEMES;
  }

  /** Server, user and database as they are written, and all options. */
  @Override
  public String group(StoreUri uri) {
    Optional<String> database = PostgresUri.of(uri).database();
    Map<String, String> options = new TreeMap<>(uri.options());
    options.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).contains("password"));
    String login = uri.user().map(user -> user + "@").orElse("");
    return "postgres://" + login + uri.hosts() + "/" + database.orElse("") + options;
  }

  @Override
  public Source open(List<StoreUri> tables, Surroundings surroundings) {
    SourceOptions options = SourceOptions.of(tables);
    ConnectionSettings settings =
        SettingsResolver.resolve(tables.getFirst(), SourceOptions.NAMES, surroundings);
    List<PostgresUri> names = tables.stream().map(PostgresUri::of).toList();
    return new PostgresSource(new Connector(settings, surroundings), names, options, surroundings);
  }
}
