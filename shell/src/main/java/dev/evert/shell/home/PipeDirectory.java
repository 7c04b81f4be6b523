package dev.evert.shell.home;

import dev.evert.shell.status.PipeReport;
import dev.evert.shell.status.ReportJson;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory of one pipe. Only its owner may enter it. */
public record PipeDirectory(Path path) implements Comparable<PipeDirectory> {
  private static final String DEFINITION = "pipe.json";
  private static final String STATUS = "status.json";

  /** The pipe's name. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** Whether there is such a pipe. */
  public boolean exists() {
    return Files.exists(path.resolve(DEFINITION));
  }

  /**
   * Makes the directory, if it is not there.
   *
   * @throws EvertException {@link ErrorCode#READ_ONLY}, {@link ErrorCode#DISK_FULL}
   */
  public void create() {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw FileFailures.translate("make the directory", path, e);
    }
  }

  /**
   * Keeps what the pipe is, in its directory, which is made if it is not there.
   *
   * @throws EvertException {@link ErrorCode#READ_ONLY}, {@link ErrorCode#DISK_FULL}
   */
  public void save(SavedPipe pipe) {
    create();
    Path file = path.resolve(DEFINITION);
    try {
      replace(file, pipe.json(), true);
    } catch (IOException e) {
      throw FileFailures.translate("write", file, e);
    }
  }

  /**
   * What the pipe is.
   *
   * @throws EvertException {@link ErrorCode#DATA_CORRUPT}, {@link ErrorCode#DATA_NEWER}
   */
  public SavedPipe saved() {
    Path file = path.resolve(DEFINITION);
    try {
      return SavedPipe.parse(file, Files.readString(file));
    } catch (IOException e) {
      throw FileFailures.translate("read", file, e);
    }
  }

  /** Keeps how the pipe is. Nothing is lost if this is not done: it is for people to see. */
  public void report(PipeReport report) throws IOException {
    replace(path.resolve(STATUS), ReportJson.write(report) + "\n", false);
  }

  /** How the pipe was when it was last seen; empty if it never was, or nobody can read it now. */
  public Optional<PipeReport> lastReport() {
    try {
      return Optional.of(ReportJson.read(Files.readString(path.resolve(STATUS))));
    } catch (IOException | EvertException e) {
      return Optional.empty();
    }
  }

  /** Removes the directory with all that is in it. */
  public void delete() {
    try {
      // The definition goes last: a pipe that is half removed can still be named and removed.
      Files.walkFileTree(path, new Deleter(path.resolve(DEFINITION)));
      Files.deleteIfExists(path.resolve(DEFINITION));
      Files.deleteIfExists(path);
    } catch (NoSuchFileException e) {
      // Removed already.
    } catch (IOException e) {
      throw FileFailures.translate("remove", path, e);
    }
  }

  private static void replace(Path file, String content, boolean durable) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (durable) {
        channel.force(true);
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public int compareTo(PipeDirectory other) {
    return name().compareTo(other.name());
  }

  /** Deletes all but the directory itself and one file. */
  private static final class Deleter extends SimpleFileVisitor<Path> {
    private final Path kept;

    Deleter(Path kept) {
      this.kept = kept;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.equals(kept)) {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (!directory.equals(kept.getParent())) {
        Files.delete(directory);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
