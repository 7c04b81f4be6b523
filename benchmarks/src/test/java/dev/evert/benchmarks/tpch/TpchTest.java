package dev.evert.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All views of TPC-H are what PostgreSQL computes, after the load and after each refresh. */
final class TpchTest {
  @Test
  void sameAsPostgres() throws SQLException, IOException {
    Map<String, String> queries = Tables.queries();
    assertThat(queries).hasSize(22);
    assertThat(TpchBenchmark.run(0.01, 2, queries)).isTrue();
  }
}
