package dev.evert.connectors.search.rest;

class OpenSearchFaultIT extends RestFaults {
  OpenSearchFaultIT() {
    super(TestServers.openSearch());
  }
}
