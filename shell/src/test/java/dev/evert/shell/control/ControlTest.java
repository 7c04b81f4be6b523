package dev.evert.shell.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {
  private static final Map<String, ControlCommand> COMMANDS =
      Map.of(
          "echo", (request, reply) -> reply.send(request.options().toString()),
          "count",
              (_, reply) -> {
                for (int i = 0; i < 1000; i++) {
                  reply.send("{\"i\":" + i + "}");
                }
              },
          "fail",
              (_, _) -> {
                throw new EvertException(ErrorCode.SINK_DIFFERS, "3 rows differ", "Do this.");
              },
          "crash",
              (_, _) -> {
                throw new IllegalStateException("a defect");
              });

  @TempDir private Path directory;

  @Test
  void answersARequest() throws IOException {
    try (ControlServer server = ControlServer.open(directory, COMMANDS)) {
      assertThat(server).isNotNull();
      assertThat(connect().ask(new ControlRequest("echo", Map.of("repair", "true"))))
          .isEqualTo("{repair=true}");
      List<String> lines = new ArrayList<>();
      connect().call(ControlRequest.of("count"), lines::add);
      assertThat(lines).hasSize(1000).startsWith("{\"i\":0}").endsWith("{\"i\":999}");
    }
  }

  @Test
  void failuresAreToldToTheOneThatAsks() throws IOException {
    try (ControlServer server = ControlServer.open(directory, COMMANDS)) {
      assertThat(server).isNotNull();
      EvertException failure = failure("fail");
      assertThat(failure.code()).isEqualTo(ErrorCode.SINK_DIFFERS);
      assertThat(failure.getMessage()).isEqualTo("3 rows differ");
      assertThat(failure.remedy()).isEqualTo("Do this.");
      assertThat(failure("crash").code()).isEqualTo(ErrorCode.INTERNAL);
      assertThat(failure("unheard").getMessage()).contains("knows no command 'unheard'");
      assertThat(failure("x".repeat(100_000)).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }
  }

  @Test
  void thoseThatAskNothingShutNobodyOut() throws IOException {
    List<SocketChannel> idle = new ArrayList<>();
    try (ControlServer server = ControlServer.open(directory, COMMANDS, Duration.ofMillis(100))) {
      assertThat(server).isNotNull();
      for (int i = 0; i < ControlServer.MAX_CONNECTIONS; i++) {
        idle.add(SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("control"))));
      }
      assertThat(connect().ask(ControlRequest.of("echo"))).isEqualTo("{}");
    } finally {
      for (SocketChannel connection : idle) {
        connection.close();
      }
    }
  }

  @Test
  void nobodyAnswersWhereNothingRuns() throws IOException {
    assertThat(ControlClient.connect(directory)).isEmpty();
    ControlServer.open(directory, COMMANDS).close();
    assertThat(ControlClient.connect(directory)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aSocketThatWasLeftBehindIsReplaced() throws IOException {
    Files.writeString(directory.resolve("control"), "");
    assertThat(ControlClient.connect(directory)).isEmpty();
    try (ControlServer server = ControlServer.open(directory, COMMANDS)) {
      assertThat(server).isNotNull();
      assertThat(connect().ask(ControlRequest.of("echo"))).isEqualTo("{}");
    }
  }

  @Test
  void aLongPathIsNoObstacle() throws IOException {
    Path deep = directory.resolve("d".repeat(100)).resolve("e".repeat(100));
    Files.createDirectories(deep);
    try (ControlServer server = ControlServer.open(deep, COMMANDS)) {
      assertThat(server).isNotNull();
      ControlClient client = ControlClient.connect(deep).orElseThrow();
      assertThat(client.ask(ControlRequest.of("echo"))).isEqualTo("{}");
    }
    assertThat(deep).isEmptyDirectory();
  }

  @Test
  void whoIsAskedMayEndMeanwhile() throws IOException, InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    ControlCommand never =
        (_, reply) -> {
          reply.send("{}");
          asked.countDown();
          new CountDownLatch(1).await();
        };
    ControlServer server = ControlServer.open(directory, Map.of("never", never));
    Thread ender =
        Thread.ofVirtual()
            .start(() -> {
              try {
                asked.await();
                server.close();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(failure("never").code()).isEqualTo(ErrorCode.CONNECTION_LOST);
    ender.join();
  }

  private ControlClient connect() {
    return ControlClient.connect(directory).orElseThrow();
  }

  private EvertException failure(String command) {
    List<EvertException> thrown = new ArrayList<>();
    assertThatExceptionOfType(EvertException.class)
        .isThrownBy(() -> connect().call(ControlRequest.of(command), _ -> {}))
        .satisfies(thrown::add);
    return thrown.getFirst();
  }
}
