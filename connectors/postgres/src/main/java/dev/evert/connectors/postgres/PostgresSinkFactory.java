package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.connect.ConnectionSettings;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.connectors.postgres.connect.SettingsResolver;
import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.Set;

/** Sinks for {@code postgres://user@host:port/database/table}. */
public final class PostgresSinkFactory implements SinkFactory {

  @Override
  public Set<String> schemes() {
    return PostgresSourceFactory.SCHEMES;
  }

  @Override
  public Sink open(StoreUri uri, SinkContext context, Surroundings surroundings) {
    ConnectionSettings settings = SettingsResolver.resolve(uri, Set.of(), surroundings);
    return new PostgresSink(new Connector(settings, surroundings), PostgresUri.of(uri), context);
  }
}
