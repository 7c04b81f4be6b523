package dev.evert.shell.control;

import dev.evert.engine.status.Failure;
import dev.evert.shell.status.FailureJson;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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

  private static final Logger LOGGER = System.getLogger("dev.evert.shell.control");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long RETRY_MILLIS = 200;

  private final Path pipeDirectory;
  private final ServerSocketChannel server;
  private final Map<String, ControlCommand> commands;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Duration patience;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

  private ControlServer(
      Path pipeDirectory,
      ServerSocketChannel server,
      Map<String, ControlCommand> commands,
      Duration patience) {
    this.patience = patience;
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
    return open(pipeDirectory, commands, PATIENCE);
  }

  /**
   * {@link #open(Path, Map)}.
   *
   * @param patience how long a request may take to come
   */
  static ControlServer open(
      Path pipeDirectory, Map<String, ControlCommand> commands, Duration patience)
      throws IOException {
    Path socket = ControlAddress.claim(pipeDirectory);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket), MAX_CONNECTIONS);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    ControlServer server = new ControlServer(pipeDirectory, channel, commands, patience);
    Thread.ofVirtual().name("control").start(server::accept);
    return server;
  }

  private void accept() {
    try {
      while (!closed.await(0, TimeUnit.MILLISECONDS)) {
        free.acquire();
        acceptOne();
      }
    } catch (ClosedChannelException e) {
      // Closed: this is how it ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Too many open files, say, is no reason to answer nobody any more. */
  private void acceptOne() throws ClosedChannelException, InterruptedException {
    try {
      SocketChannel connection = server.accept();
      connections.add(connection);
      Thread.ofVirtual().name("control connection").start(() -> serve(connection));
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      free.release();
      LOGGER.log(Level.WARNING, "A connection was not taken; others will be: " + e);
      var _ = closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      OutputStream out = Channels.newOutputStream(connection);
      try {
        answer(request(connection), out);
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

  /** Reads the request; the connection is closed if that does not come in time. */
  private String request(SocketChannel connection) throws IOException {
    CountDownLatch read = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> closeUnless(read, connection));
    try {
      return readLine(Channels.newInputStream(connection));
    } finally {
      read.countDown();
    }
  }

  private void closeUnless(CountDownLatch read, SocketChannel connection) {
    try {
      if (!read.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        connection.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "closing a connection", e);
    }
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
    closed.countDown();
    server.close();
    for (SocketChannel connection : connections) {
      connection.close();
    }
    ControlAddress.remove(pipeDirectory);
  }
}
