package dev.evert.connectors.search.rest;

class OpenSearchContractIT extends RestContract {
  OpenSearchContractIT() {
    super(TestServers.openSearch());
  }
}
