package dev.evert.connectors.search.rest;

class ElasticsearchFaultIT extends RestFaults {
  ElasticsearchFaultIT() {
    super(TestServers.elasticsearch());
  }
}
