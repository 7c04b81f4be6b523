package dev.evert.connectors.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexLocationTest {

  @ParameterizedTest
  @CsvSource({
    "lucene:search, search",
    "lucene:search/products, search/products",
    "lucene://search/products, search/products",
    "lucene:./a/../b%20c, b c",
    "lucene:/var/index, /var/index",
    "lucene:///var/index?language=english, /var/index",
  })
  void readsADirectory(String uri, String directory) {
    assertThat(IndexLocation.of(StoreUri.parse(uri)).directory())
        .isEqualTo(Path.of(directory).toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lucene: | no directory",
        "lucene:x?langauge=english | option 'langauge'",
        "lucene:x?language=klingon | wanted one of standard, arabic",
        "lucene://me@host/dir | a user too",
      })
  void saysWhatIsWrong(String uri, String message) {
    assertThatThrownBy(() -> IndexLocation.of(StoreUri.parse(uri)))
        .isInstanceOf(EvertException.class)
        .hasMessageContaining(message);
  }
}
