package dev.evert.connectors.search.rest;

import dev.evert.spi.Surroundings;
import dev.evert.spi.uri.StoreUri;

/** Connects to the cluster that a URI names. */
final class RestConnection {
  private RestConnection() {}

  static RestClient open(StoreUri uri, ClusterLocation location, Surroundings surroundings) {
    return new RestClient(
        location.hosts(),
        Credentials.authorization(uri, surroundings),
        location.certificates().map(Trust::in),
        RestClient.ANSWER_LIMIT);
  }
}
