package dev.evert.log.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A directory of the operating system. */
public final class DiskFiles implements LogFiles {
  private final Path directory;

  /** A directory that need not exist yet. */
  public DiskFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public String directory() {
    return directory.toString();
  }

  @Override
  public void createDirectory() throws IOException {
    Path absolute = directory.toAbsolutePath();
    Path there = absolute;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("it is a file, not a directory", e);
    }
    // The entry of a new directory is in the one above it.
    for (Path made = absolute; !made.equals(there); ) {
      made = Objects.requireNonNull(made.getParent());
      force(made);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public List<String> list() throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(DiskFiles::nameOf)
          .filter(name -> !name.equals(DirectoryLock.FILE))
          .toList();
    }
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  @Override
  public LogFile create(String name, boolean secret) throws IOException {
    FileAttribute<?>[] attributes =
        secret
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.deleteIfExists(directory.resolve(name));
    return new DiskFile(
        name,
        FileChannel.open(
            directory.resolve(name),
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            attributes));
  }

  @Override
  public LogFile openForWriting(String name) throws IOException {
    return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public LogFile openForReading(String name) throws IOException {
    return open(name, StandardOpenOption.READ);
  }

  private LogFile open(String name, StandardOpenOption... options) throws IOException {
    return new DiskFile(name, FileChannel.open(directory.resolve(name), options));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = directory.resolve(from);
    Path target = directory.resolve(to);
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system cannot rename " + from + " atomically", e);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void forceDirectory() throws IOException {
    force(directory);
  }

  @Override
  public AutoCloseable lock() throws IOException {
    return DirectoryLock.acquire(directory);
  }
}
