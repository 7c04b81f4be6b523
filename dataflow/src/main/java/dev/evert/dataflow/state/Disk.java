package dev.evert.dataflow.state;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a store does with files; handed in, so that it can be made to fail. */
public interface Disk {
  /** The disk of the machine. */
  Disk MACHINE = new Disk() {};

  /** Makes a directory with those above it, durably: their entries are in those above them. */
  default void makeDirectory(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Path there = absolute;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    Files.createDirectories(directory);
    for (Path made = absolute; !made.equals(there); ) {
      made = Objects.requireNonNull(made.getParent());
      syncDirectory(made);
    }
  }

  /** The files of a directory. */
  default List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /** Makes a new file to write to. */
  default FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Reads a small file. */
  default byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  /** Maps a file, of which parts are read here and there. */
  default MemorySegment map(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment mapping = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      PageAdvice.readAsAsked(mapping);
      return mapping;
    }
  }

  /** Makes what was written to a file durable. */
  default void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes the names in a directory durable. */
  default void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives a file another name, at once or not at all. */
  default void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes a file. */
  default void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
