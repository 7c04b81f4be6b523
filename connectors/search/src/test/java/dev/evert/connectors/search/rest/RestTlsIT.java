package dev.evert.connectors.search.rest;

import static dev.evert.connectors.search.RandomBatches.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.TestSurroundings;
import dev.evert.testing.contract.RecordingContext;
import dev.evert.testing.server.HttpFault;
import dev.evert.testing.server.HttpProxy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and logins, at a proxy before a real server that wants both. */
class RestTlsIT {
  private static final String PASSWORD = "changeit";

  @TempDir private Path directory;
  private HttpProxy proxy;

  @BeforeEach
  void start() throws Exception {
    Path keys = directory.resolve("keys.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=ip:127.0.0.1",
        "-keystore",
        keys.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-keystore",
        keys.toString(),
        "-file",
        directory.resolve("ca.pem").toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    proxy = HttpProxy.before(TestServers.openSearch(), context);
    proxy.inject((request, server) ->
        "Basic bWU6c2VjcmV0".equals(request.headers().get("authorization"))
            ? Optional.of(server.send(request))
            : Optional.of(HttpFault.Answer.of(401, "{\"error\":\"no such user\"}")));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    ArrayList<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private Sink sink(String login, String options) {
    String uri =
        "opensearch+https://"
            + login
            + "127.0.0.1:"
            + proxy.uri().getPort()
            + "/"
            + RestFixture.freshIndex()
            + options;
    return new RestSinkFactory()
        .open(
            StoreUri.parse(uri),
            new RecordingContext("pipe"),
            new TestSurroundings("pipe", directory));
  }

  private static void refused(Sink sink, ErrorCode code, String message) {
    try (sink) {
      assertThatThrownBy(() -> sink.prepare(SCHEMA))
          .isInstanceOfSatisfying(
              EvertException.class,
              e -> {
                assertThat(e.code()).isEqualTo(code);
                assertThat(e.getMessage() + e.remedy()).doesNotContain("wrong-one");
              })
          .hasMessageContaining(message);
    }
  }

  @Test
  void trustsTheCertificatesThatAreNamed() throws Exception {
    String ca = "?cafile=" + directory.resolve("ca.pem");
    try (Sink sink = sink("me:secret@", ca)) {
      assertThat(sink.prepare(SCHEMA)).isEmpty();
    }
    refused(sink("me:wrong-one@", ca), ErrorCode.WRONG_PASSWORD, "no such user");
    refused(sink("", ca), ErrorCode.WRONG_PASSWORD, "no such user");
    refused(sink("me:secret@", ""), ErrorCode.TLS_FAILED, "certificat");
    assertThatThrownBy(() -> sink("me:secret@", "?cafile=" + directory.resolve("none.pem")))
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TLS_FAILED));
  }
}
