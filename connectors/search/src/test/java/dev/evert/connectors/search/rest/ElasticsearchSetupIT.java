package dev.evert.connectors.search.rest;

class ElasticsearchSetupIT extends RestSetups {
  ElasticsearchSetupIT() {
    super(TestServers.elasticsearch());
  }
}
