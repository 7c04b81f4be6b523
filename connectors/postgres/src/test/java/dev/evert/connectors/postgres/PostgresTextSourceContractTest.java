package dev.evert.connectors.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contract on a table some of whose values can only be had as text. */
class PostgresTextSourceContractTest extends PostgresSourceContractTest {
  @Override
  Map<String, List<String>> types() {
    Map<String, List<String>> all = new LinkedHashMap<>(TypedTable.KNOWN);
    all.putAll(TypedTable.OTHER);
    return all;
  }
}
