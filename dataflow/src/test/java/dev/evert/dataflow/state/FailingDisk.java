package dev.evert.dataflow.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * A disk that fails at one moment and from then on, and that loses at a power cut what was not
 * synced: contents of files, and names in the directory.
 */
final class FailingDisk implements Disk {
  private final Set<Path> unsynced = new HashSet<>();
  private final Set<Path> unnamed = new HashSet<>();
  private int left;

  /** Fails after so many calls. */
  FailingDisk(int calls) {
    this.left = calls;
  }

  private void count() throws IOException {
    if (left-- <= 0) {
      throw new IOException("the disk has failed");
    }
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    count();
    unsynced.add(file);
    unnamed.add(file);
    return Disk.super.create(file);
  }

  @Override
  public void sync(Path file) throws IOException {
    count();
    Disk.super.sync(file);
    unsynced.remove(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    count();
    unnamed.clear();
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    count();
    Disk.super.rename(from, to);
    if (unsynced.remove(from)) {
      unsynced.add(to);
    }
    unnamed.remove(from);
    unnamed.add(to);
  }

  @Override
  public void delete(Path file) throws IOException {
    count();
    Disk.super.delete(file);
    unsynced.remove(file);
    unnamed.remove(file);
  }

  /** Whether it has failed. */
  boolean failed() {
    return left < 0;
  }

  /** Loses any of what is not durable. */
  void cutPower(Random random) throws IOException {
    for (Path file : unsynced) {
      if (Files.exists(file) && random.nextInt(3) > 0) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      }
    }
    for (Path file : unnamed) {
      if (random.nextBoolean()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
