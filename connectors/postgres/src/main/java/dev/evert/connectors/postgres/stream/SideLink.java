package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import org.jspecify.annotations.Nullable;

/** A connection for the questions that come up beside the stream; opened when first needed. */
final class SideLink implements AutoCloseable {
  private final Connector connector;
  private @Nullable Link link;

  SideLink(Connector connector) {
    this.connector = connector;
  }

  /** The connection. */
  Link get() {
    Link open = link;
    if (open == null || open.socket().isClosed()) {
      open = connector.open();
      link = open;
    }
    return open;
  }

  /** Opens a new one when it is needed next. */
  @Override
  public void close() {
    Link open = link;
    link = null;
    if (open != null) {
      open.close();
    }
  }
}
