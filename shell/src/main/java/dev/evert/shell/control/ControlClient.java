package dev.evert.shell.control;

import dev.evert.engine.status.Failure;
import dev.evert.shell.status.FailureJson;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the process that runs a pipe. */
public final class ControlClient implements AutoCloseable {
  /** How long a process may take to answer what it knows by heart. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SocketChannel channel;

  private ControlClient(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects to the process that runs a pipe; empty if none does. */
  public static Optional<ControlClient> connect(Path pipeDirectory) {
    try {
      Path socket = ControlAddress.find(pipeDirectory);
      return Optional.of(new ControlClient(SocketChannel.open(UnixDomainSocketAddress.of(socket))));
    } catch (IOException e) {
      // No socket, or one that a process left behind when it was killed.
      return Optional.empty();
    }
  }

  /** Asks for a single line, for at most {@link #PATIENCE}. */
  public String ask(ControlRequest request) {
    StringBuilder answer = new StringBuilder();
    CompletableFuture<Void> answered = new CompletableFuture<>();
    answered
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> {
          close();
          return null;
        });
    try {
      call(request, answer::append);
    } finally {
      answered.complete(null);
    }
    return answer.toString();
  }

  /**
   * Asks, and hands over the answer's lines as they come.
   *
   * @throws EvertException what the process answered, or {@code CONNECTION_LOST} if it ended
   */
  public void call(ControlRequest request, Consumer<String> lines) {
    try {
      send(request.json() + "\n");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals(ControlServer.DONE)) {
          return;
        }
        throwIfError(line);
        lines.accept(line);
      }
    } catch (IOException e) {
      throw lost(e);
    }
    throw lost(null);
  }

  private void send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static EvertException lost(@Nullable IOException cause) {
    return new EvertException(
        ErrorCode.CONNECTION_LOST,
        "the process that runs the pipe ended or does not answer",
        "Try again; `evert status` tells whether it still runs.",
        cause);
  }

  private static void throwIfError(String line) {
    if (!line.startsWith("{\"error\":")) {
      return;
    }
    JsonReader in = new JsonReader().set(line);
    in.beginObject();
    in.nextName();
    Failure failure = FailureJson.read(in);
    throw new EvertException(code(failure.code()), failure.message(), failure.remedy());
  }

  private static ErrorCode code(String id) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.id().equals(id)) {
        return code;
      }
    }
    return ErrorCode.INTERNAL;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // There is nothing more to do with it.
    }
  }
}
