package dev.evert.connectors.postgres;

/** The contract on a table without key, of which the log has whole rows. */
class PostgresMultisetSourceContractTest extends PostgresSourceContractTest {
  @Override
  String key() {
    return "";
  }
}
