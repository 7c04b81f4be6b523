package dev.evert.connectors.search.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterLocationTest {

  @ParameterizedTest
  @CsvSource({
    "opensearch://search/products, http://search:9200, products",
    "opensearch://search:80/products, http://search:80, products",
    "opensearch+https://search/products, https://search:9200, products",
    "elasticsearch://me:secret@search:9201/es/prod-1?tls=true, https://search:9201/es, prod-1",
    "elasticsearch+https://[::1]:9200/a_b, https://[::1]:9200, a_b",
    "opensearch://search/products?tls, https://search:9200, products",
  })
  void readsHostAndIndex(String uri, String host, String index) {
    ClusterLocation location = ClusterLocation.of(StoreUri.parse(uri));
    assertThat(location.hosts().stream().map(Object::toString)).containsExactly(host);
    assertThat(location.index()).isEqualTo(index);
  }

  @Test
  void readsSeveralHostsAndOptions() {
    StoreUri uri =
        StoreUri.parse("opensearch://a,b:9300/i?shards=3&replicas=0&refresh=200ms&cafile=ca.pem");
    ClusterLocation location = ClusterLocation.of(uri);
    assertThat(location.hosts().stream().map(Object::toString))
        .containsExactly("http://a:9200", "http://b:9300");
    assertThat(location.certificates()).hasValueSatisfying(p -> p.endsWith("ca.pem"));
    assertThat(IndexOptions.of(uri))
        .isEqualTo(new IndexOptions(Optional.of(3), Optional.of(0), "200ms"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opensearch://search | wanted opensearch://host:port/index",
        "opensearch:///products | wanted opensearch://host:port/index",
        "opensearch://search/Products | index 'Products': wanted lower case",
        "opensearch://search/_all | index '_all'",
        "opensearch://search/a%2Cb | index 'a,b'",
        "opensearch://search/i?shard=3 | option 'shard': wanted one of cafile, parallel",
        "opensearch://search/i?shards=x | option shards: wanted a number from 1 to 1024, got 'x'",
        "opensearch://search/i?refresh=soon | option refresh: wanted a time",
        "opensearch://search/i?tls=yes | option tls: wanted true or false, got 'yes'",
        "opensearch://a,,b/i | a host's name is missing in 'a,,b'",
      })
  void saysWhatIsWrong(String uri, String message) {
    StoreUri parsed = StoreUri.parse(uri);
    assertThatThrownBy(
            () -> {
              ClusterLocation.of(parsed);
              IndexOptions.of(parsed);
            })
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_URI))
        .hasMessageContaining(message);
  }
}
