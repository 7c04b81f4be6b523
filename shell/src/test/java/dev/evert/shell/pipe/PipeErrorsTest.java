package dev.evert.shell.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each wrong pipe of {@code pipe-errors.txt} with what is said of it, exact to the character. Cases
 * are divided by lines of equals signs; a line of dashes ends the pipe.
 */
class PipeErrorsTest {
  static Stream<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    try (InputStream file = PipeErrorsTest.class.getResourceAsStream("pipe-errors.txt")) {
      String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String one : all.split("(?m)^=+\n", -1)) {
        String[] parts = one.split("(?m)^-+\n", 2);
        cases.add(Arguments.of(parts[0].substring(0, parts[0].length() - 1), parts[1].strip()));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void pointsAtThePlaceAndSaysWhatToDo(String pipe, String expected) {
    assertThat(ReadPipes.failure(pipe)).as("%s", ReadPipes.failure(pipe)).isEqualTo(expected);
  }
}
