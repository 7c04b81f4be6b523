package dev.evert.shell.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That docs/errors.md leaves no code out. */
class ErrorCodesTest {
  @Test
  void thePageExplainsEveryCode() {
    List<String> codes = Stream.of(ErrorCode.values()).map(ErrorCode::id).toList();
    assertThat(ErrorsPage.read().codes()).containsExactlyElementsOf(codes);
  }
}
