package dev.evert.connectors.postgres.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class SqlFailureTest {
  private final SQLException defect = new SQLException("pfree called", "XX000");
  private final SQLException corrupt = new SQLException("invalid page", "XX001");

  @Test
  void aStreamIsReadAgainAfterADefectOfTheServer() {
    EvertException failure = SqlFailure.ofStream(defect, "reading");
    assertThat(failure.code()).isEqualTo(ErrorCode.STORE_ERRED);
    assertThat(failure.transientFailure()).isTrue();
    assertThat(failure).hasMessageContaining("reading: pfree called");
  }

  @Test
  void neitherAStatementNorAStreamOfCorruptDataIs() {
    assertThat(SqlFailure.of(defect, "reading").transientFailure()).isFalse();
    assertThat(SqlFailure.ofStream(corrupt, "reading").transientFailure()).isFalse();
  }
}
