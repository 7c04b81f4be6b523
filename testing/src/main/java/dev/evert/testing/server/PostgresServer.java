package dev.evert.testing.server;

import dev.evert.testing.Deadline;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of its own on this machine, set up as one that people trust their data to:
 * commits are durable, and {@code wal_level} is logical.
 *
 * <p>It can be killed and started again on the same data and port. Not for several threads, but for
 * {@link #shared} and {@link #connect}.
 */
public final class PostgresServer implements AutoCloseable {
  /** The user that owns everything. */
  public static final String USER = "postgres";

  private static final Map<String, String> DURABLE =
      Map.ofEntries(
          Map.entry("wal_level", "logical"),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("max_replication_slots", "32"),
          Map.entry("max_wal_senders", "32"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("wal_sender_timeout", "60s"),
          Map.entry("timezone", "UTC"));
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final PostgresSettings settings;
  private final Path directory;
  private final boolean temporary;
  private final int port;
  private @Nullable EmbeddedPostgres running;

  private PostgresServer(PostgresSettings settings) throws IOException {
    this.settings = settings;
    this.temporary = settings.directory().isEmpty();
    this.directory =
        temporary ? Files.createTempDirectory("evert-postgres") : settings.directory().get();
    this.port = settings.port() != 0 ? settings.port() : freePort();
    restart();
  }

  /** Starts a server with the usual settings. */
  public static PostgresServer start() {
    return start(PostgresSettings.DEFAULT);
  }

  /** Starts a server. */
  public static PostgresServer start(PostgresSettings settings) {
    try {
      return new PostgresServer(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server with the usual settings for all tests of this process; ends with the process. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final PostgresServer SERVER = open();

    private static PostgresServer open() {
      PostgresServer server = start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop PostgreSQL"));
      return server;
    }
  }

  /** Starts it again after {@link #kill} or {@link #stop}, on the same data and port. */
  public void restart() throws IOException {
    Path data = directory.resolve("data");
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setOutputRedirector(Redirect.appendTo(directory.resolve("server.log").toFile()))
            .setErrorRedirector(Redirect.appendTo(directory.resolve("server.log").toFile()));
    settings.binaries().ifPresent(jar -> builder.setPgBinaryResolver((_, _) -> archive(jar)));
    Map<String, String> parameters = new TreeMap<>(DURABLE);
    parameters.putAll(settings.parameters());
    parameters.forEach(builder::setServerConfig);
    running = builder.start();
  }

  private static InputStream archive(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry =
          file.stream()
              .filter(e -> e.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException("no programs in " + jar));
      try (InputStream in = file.getInputStream(entry)) {
        return new ByteArrayInputStream(in.readAllBytes());
      }
    }
  }

  /** Kills it without warning, as a power cut does; the data stays. */
  public void kill() throws IOException {
    ProcessHandle.of(pid())
        .ifPresent(postmaster -> {
          postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
          postmaster.destroyForcibly();
          postmaster.onExit().join();
        });
    Files.deleteIfExists(pidFile());
    running = null;
  }

  private Path pidFile() {
    return directory.resolve("data").resolve("postmaster.pid");
  }

  /** Stops it in good order; the data stays. */
  public void stop() {
    try {
      EmbeddedPostgres server = running;
      running = null;
      if (server != null) {
        server.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!temporary) {
      stop();
      return;
    }
    try {
      quit();
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody needs the data any more: no checkpoint, which can take a minute. */
  private void quit() throws IOException {
    if (running != null && Files.exists(pidFile())) {
      long pid = pid();
      new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start();
      ProcessHandle.of(pid).ifPresent(postmaster -> postmaster.onExit().join());
    }
    running = null;
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
  }

  /** The port on the loopback address. */
  public int port() {
    return port;
  }

  /** The data directory, with {@code pg_hba.conf}. */
  public Path data() {
    return directory.resolve("data");
  }

  /** Makes an empty database with a name that no other has. */
  public String createDatabase() throws SQLException {
    String name = "test_" + DATABASES.incrementAndGet();
    execute(USER, "create database " + name);
    return name;
  }

  /**
   * Removes a database that is no longer needed, with the slots that belong to it: a server has few
   * of those, for all of its databases.
   */
  public void dropDatabase(String name) throws SQLException {
    String slots = "from pg_replication_slots where database = '" + name + "'";
    Deadline.await(
        "no reader of the slots of " + name,
        () -> {
          execute(USER, "select pg_terminate_backend(active_pid) " + slots + " and active");
          return query(USER, "select 1 " + slots + " and active").isEmpty();
        });
    execute(
        USER,
        "select pg_drop_replication_slot(slot_name) " + slots,
        "drop database if exists " + name + " with (force)");
  }

  /** A connection of the superuser. */
  public Connection connect(String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    return DriverManager.getConnection(url + "?user=" + USER + "&ApplicationName=test");
  }

  /** Runs statements, each in a transaction of its own. */
  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row, as text; empty if it is null or there is no row. */
  public Optional<String> query(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path directory) {
    try {
      Files.walkFileTree(directory, new Deleter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
