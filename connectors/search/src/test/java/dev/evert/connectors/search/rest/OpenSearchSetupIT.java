package dev.evert.connectors.search.rest;

class OpenSearchSetupIT extends RestSetups {
  OpenSearchSetupIT() {
    super(TestServers.openSearch());
  }
}
