package dev.evert.dataflow.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The manifests of a store; the one with the highest number counts. A new one is written beside it
 * and takes its name when it is whole. Any thread.
 */
final class Manifests {
  private static final String UNFINISHED = ".tmp";
  private static final int HEX = 16;

  private final Path directory;
  private final Disk disk;
  private @Nullable Manifest last;

  private Manifests(Path directory, Disk disk, @Nullable Manifest last) {
    this.directory = directory;
    this.disk = disk;
    this.last = last;
  }

  static Manifests open(Path directory, Disk disk) {
    Path newest = null;
    for (Path file : list(directory, disk)) {
      String name = file.getFileName().toString();
      if (name.startsWith(Manifest.PREFIX) && !name.endsWith(UNFINISHED)) {
        newest = file;
      }
    }
    return new Manifests(directory, disk, newest == null ? null : read(newest, disk));
  }

  private static Manifest read(Path file, Disk disk) {
    try {
      return Manifest.read(file, disk.read(file));
    } catch (IOException e) {
      throw Failures.io("read", file, e);
    }
  }

  private static Iterable<Path> list(Path directory, Disk disk) {
    try {
      return disk.list(directory);
    } catch (IOException e) {
      throw Failures.io("list", directory, e);
    }
  }

  synchronized @Nullable Manifest last() {
    return last;
  }

  /** Deletes what the last manifest does not name; returns the highest number of a file it saw. */
  synchronized long clean() {
    Set<Long> named = last == null ? Set.of() : last.files();
    String current = last == null ? "" : Manifest.name(last.number());
    long highest = 0;
    for (Path file : list(directory, disk)) {
      String name = file.getFileName().toString();
      if (name.startsWith(RunFiles.PREFIX)) {
        long number = Long.parseUnsignedLong(name, RunFiles.PREFIX.length(), name.length(), HEX);
        highest = Math.max(highest, number);
        if (!named.contains(number)) {
          delete(file);
        }
      } else if (name.startsWith(Manifest.PREFIX) && !name.equals(current)) {
        delete(file);
      }
    }
    return highest;
  }

  private void delete(Path file) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      throw Failures.io("delete", file, e);
    }
  }

  /** Makes a manifest durable, and the last one; the files that it names are durable already. */
  synchronized void write(long number, byte[] bytes) {
    Path file = directory.resolve(Manifest.name(number));
    Path unfinished = directory.resolve(Manifest.name(number) + UNFINISHED);
    try {
      disk.delete(unfinished);
      try (FileChannel channel = disk.create(unfinished)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      disk.sync(unfinished);
      // The names of the files that it names must be there whenever its own is.
      disk.syncDirectory(directory);
      disk.rename(unfinished, file);
      disk.syncDirectory(directory);
    } catch (IOException e) {
      throw Failures.io("write", file, e);
    }
    last = Manifest.read(file, bytes);
  }

  /** Deletes a manifest that is not the last one any more. */
  void forget(long number) {
    delete(directory.resolve(Manifest.name(number)));
  }
}
