package dev.evert.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.error.TextPlace;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  private static final String PIPE =
      "postgres://app:s3cr3t@db/shop/products | opensaerch://search:9200/products";

  private final EvertException failure =
      EvertException.at(
          TextPlace.of(PIPE, PIPE.indexOf("opens"), PIPE.indexOf("opens") + 11),
          ErrorCode.UNKNOWN_SCHEME,
          "no sink answers to 'opensaerch:'",
          "Did you mean opensearch:?");

  @Test
  void saysCodeMessagePlaceAndRemedy() {
    assertThat(new ErrorReport(Ink.PLAIN, 100).of(failure, PIPE))
        .isEqualToNormalizingNewlines(
            """
            EV-1002 (42704): no sink answers to 'opensaerch:'
              postgres://app:…@db/shop/products | opensaerch://search:9200/products
                                                  ^^^^^^^^^^^
              Did you mean opensearch:?
            """);
  }

  @Test
  void aNarrowTerminalShowsWhatIsAroundThePlace() {
    assertThat(new ErrorReport(Ink.PLAIN, 42).of(failure, PIPE))
        .isEqualToNormalizingNewlines(
            """
            EV-1002 (42704): no sink answers to 'opensaerch:'
              …p/products | opensaerch://search:9200/…
                            ^^^^^^^^^^^
              Did you mean opensearch:?
            """);
  }

  @Test
  void withoutAPlaceTheRestIsSaid() {
    EvertException full = new EvertException(ErrorCode.DISK_FULL, "cannot write /x");
    assertThat(new ErrorReport(Ink.PLAIN, 80).of(full))
        .isEqualToNormalizingNewlines(
            """
            EV-6001 (53100): cannot write /x
              Free space; then start the pipe again, nothing is lost.
            """);
    assertThat(new ErrorReport(Ink.COLOURED, 80).of(full))
        .startsWith("\033[31mEV-6001 (53100):\033[0m cannot");
  }
}
