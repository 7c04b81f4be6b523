package dev.evert.connectors.search.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.TestSurroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  @TempDir private Path home;
  private TestSurroundings surroundings;

  @BeforeEach
  void surround() {
    surroundings = new TestSurroundings("pipe", home);
  }

  private String login(String uri) {
    String value = Credentials.authorization(StoreUri.parse(uri), surroundings).orElse("nobody");
    return value.startsWith("Basic ")
        ? new String(Base64.getDecoder().decode(value.substring(6)), UTF_8)
        : value;
  }

  @Test
  void isNobodyWhereNothingIsSaid() {
    assertThat(login("opensearch://host/i")).isEqualTo("nobody");
    assertThat(login("opensearch://me@host/i")).isEqualTo("nobody");
  }

  @Test
  void takesUserAndPasswordOfTheUri() {
    surroundings.with("OPENSEARCH_PASSWORD", "other").with("OPENSEARCH_API_KEY", "key");
    assertThat(login("opensearch://me:s%3Acret@host/i")).isEqualTo("me:s:cret");
  }

  @Test
  void takesThemFromTheEnvironment() {
    surroundings.with("ELASTIC_PASSWORD", "secret");
    assertThat(login("opensearch://me@host/i")).isEqualTo("me:secret");
    surroundings.with("ELASTIC_USER", "elastic");
    assertThat(login("elasticsearch://host/i")).isEqualTo("elastic:secret");
    surroundings.with("OPENSEARCH_API_KEY", "a2V5");
    assertThat(login("elasticsearch://host/i")).isEqualTo("ApiKey a2V5");
  }

  @Test
  void takesThemFromNetrc() throws IOException {
    Files.writeString(
        home.resolve(".netrc"),
        """
        # mine
        machine other login a password b
        machine host
          login me
          password se#cret
        machine host login you password 2
        default login anybody password any
        """);
    assertThat(login("opensearch://host/i")).isEqualTo("me:se#cret");
    assertThat(login("opensearch://you@host/i")).isEqualTo("you:2");
    assertThat(login("opensearch://elsewhere/i")).isEqualTo("anybody:any");
  }

  @Test
  void asksAtTheTerminalAtLast() {
    surroundings.answering("typed");
    assertThat(login("opensearch://me@host/i")).isEqualTo("me:typed");
  }
}
