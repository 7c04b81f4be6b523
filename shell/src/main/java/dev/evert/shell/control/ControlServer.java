package dev.evert.shell.control;

import dev.evert.engine.status.Failure;
import dev.evert.shell.status.FailureJson;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Answers other processes: one request a connection, each on a virtual thread of its own.
 *
 * <pre>
 *   request  {"command":"status"}\n
 *   answer   any number of lines, each an object; the last is {"done":true} or {"error":{…}}
 * </pre>
 */
public final class ControlServer implements AutoCloseable {
  /** How many are answered at a time; more wait. */
  static final int MAX_CONNECTIONS = 16;

  static final String DONE = "{\"done\":true}";

  private final Path pipeDirectory;
  private final ServerSocketChannel server;
  private final Map<String, ControlCommand> commands;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

  private ControlServer(
      Path pipeDirectory, ServerSocketChannel server, Map<String, ControlCommand> commands) {
    this.pipeDirectory = pipeDirectory;
    this.server = server;
    this.commands = Map.copyOf(commands);
  }

  /**
   * Begins to answer.
   *
   * @param pipeDirectory of the pipe that this process has open
   * @param commands by name
   */
  public static ControlServer open(Path pipeDirectory, Map<String, ControlCommand> commands)
      throws IOException {
    Path socket = ControlAddress.claim(pipeDirectory);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket), MAX_CONNECTIONS);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    ControlServer server = new ControlServer(pipeDirectory, channel, commands);
    Thread.ofVirtual().name("control").start(server::accept);
    return server;
  }

  private void accept() {
    try {
      while (true) {
        free.acquire();
        SocketChannel connection = server.accept();
        connections.add(connection);
        Thread.ofVirtual().name("control connection").start(() -> serve(connection));
      }
    } catch (ClosedChannelException e) {
      // Closed: this is how it ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      OutputStream out = Channels.newOutputStream(connection);
      try {
        answer(readLine(Channels.newInputStream(connection)), out);
        send(out, DONE);
      } catch (EvertException e) {
        send(out, error(e));
      } catch (RuntimeException e) {
        send(out, error(new EvertException(ErrorCode.INTERNAL, String.valueOf(e), null, e)));
      }
    } catch (IOException e) {
      // Who asked is gone, or this process ends: there is nobody to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
      free.release();
    }
  }

  private void answer(String line, OutputStream out) throws IOException, InterruptedException {
    ControlRequest request = ControlRequest.parse(line);
    ControlCommand command = commands.get(request.command());
    if (command == null) {
      throw new EvertException(
          ErrorCode.INVALID_ARGUMENT,
          "the process that runs the pipe knows no command '" + request.command() + "'",
          "Stop it, and start it again with this version of Evert.");
    }
    command.answer(request, json -> send(out, json));
  }

  private static String readLine(InputStream in) throws IOException {
    byte[] line = new byte[ControlRequest.MAX_BYTES];
    int size = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the request ends in the middle");
      }
      if (size == line.length) {
        throw new EvertException(
            ErrorCode.LIMIT_EXCEEDED, "a request has at most " + line.length + " bytes");
      }
      line[size++] = (byte) next;
    }
    return new String(line, 0, size, StandardCharsets.UTF_8);
  }

  private static void send(OutputStream out, String json) throws IOException {
    out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String error(EvertException failure) {
    JsonWriter out = new JsonWriter();
    out.beginObject().name("error");
    FailureJson.write(Failure.of(failure), out);
    return out.endObject().toString();
  }

  /** Ends: those that are being answered are cut off. */
  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel connection : connections) {
      connection.close();
    }
    ControlAddress.remove(pipeDirectory);
  }
}
