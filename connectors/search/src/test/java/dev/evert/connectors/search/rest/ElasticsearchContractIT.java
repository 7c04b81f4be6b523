package dev.evert.connectors.search.rest;

class ElasticsearchContractIT extends RestContract {
  ElasticsearchContractIT() {
    super(TestServers.elasticsearch());
  }

  /** This distribution lacks the module that the trap needs. */
  @Override
  protected boolean refuse() {
    return false;
  }
}
