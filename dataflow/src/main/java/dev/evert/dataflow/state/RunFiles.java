package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.BlockSink;
import dev.evert.dataflow.arrangement.Blocks;
import dev.evert.dataflow.arrangement.Fences;
import dev.evert.dataflow.arrangement.RunTotals;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The run files of a store. A file is deleted once none of its images is in use and the last
 * manifest does not name it. Any thread; this object guards its files.
 */
final class RunFiles {
  static final String PREFIX = "run-";

  /** A mapping lives as long as its {@link RunFile}, which closes it. */
  private static final Supplier<Arena> ARENAS = Arena::ofShared;

  private final Path directory;
  private final Disk disk;
  private final Map<Long, RunFile> files = new HashMap<>();
  private long nextNumber;
  private boolean closed;

  RunFiles(Path directory, Disk disk, long nextNumber) {
    this.directory = directory;
    this.disk = disk;
    this.nextNumber = nextNumber;
  }

  static String name(long number) {
    return PREFIX + String.format("%016x", number);
  }

  /** Begins a new file. */
  ImageWriter create() {
    long number;
    synchronized (this) {
      number = nextNumber++;
    }
    Path path = directory.resolve(name(number));
    try {
      return new ImageWriter(path, number, disk.create(path));
    } catch (IOException e) {
      throw Failures.io("make", path, e);
    }
  }

  /** The file is written: its images can be used from now on, until {@link #release}. */
  synchronized RunFile add(ImageWriter writer) {
    RunFile file = map(writer.path(), writer.number());
    file.images(1);
    return file;
  }

  /** The file of a manifest. */
  synchronized RunFile open(long number) {
    RunFile file = files.get(number);
    if (file == null) {
      file = map(directory.resolve(name(number)), number);
      file.synced(true);
      file.named(true);
    }
    return file;
  }

  private RunFile map(Path path, long number) {
    Arena arena = ARENAS.get();
    try {
      RunFile file = new RunFile(path, number, arena, disk.map(path, arena));
      files.put(number, file);
      return file;
    } catch (NoSuchFileException e) {
      arena.close();
      throw Failures.missing(path);
    } catch (IOException e) {
      arena.close();
      throw Failures.io("map", path, e);
    }
  }

  /** Counts an image as in use. */
  synchronized FileBlocks use(RunFile file, long from, long length, ImageLayout layout) {
    file.images(file.images() + 1);
    return new FileBlocks(this, file, from, length, layout);
  }

  /** An image is not in use any more. */
  synchronized void release(RunFile file) {
    if (closed) {
      return;
    }
    file.images(file.images() - 1);
    dropIfUnused(file);
  }

  private void dropIfUnused(RunFile file) {
    if (file.images() > 0 || file.named()) {
      return;
    }
    files.remove(file.number());
    file.unmap();
    delete(file.path());
  }

  private void delete(Path path) {
    try {
      disk.delete(path);
    } catch (IOException e) {
      throw Failures.io("delete", path, e);
    }
  }

  /** Gives up a file that was not finished. */
  void abandon(ImageWriter writer) {
    writer.abandon();
    delete(writer.path());
  }

  /** Makes a file durable that is not yet. */
  void sync(RunFile file) {
    synchronized (this) {
      if (file.synced()) {
        return;
      }
    }
    try {
      disk.sync(file.path());
    } catch (NoSuchFileException e) {
      throw Failures.missing(file.path());
    } catch (IOException e) {
      throw Failures.io("sync", file.path(), e);
    }
    synchronized (this) {
      file.synced(true);
    }
  }

  /** A manifest that names these files may soon be the last one. */
  synchronized void keep(Set<Long> numbers) {
    for (long number : numbers) {
      Objects.requireNonNull(files.get(number)).named(true);
    }
  }

  /** A manifest that names these files is durable, and is the last one now. */
  synchronized void named(Set<Long> numbers) {
    List<RunFile> all = new ArrayList<>(files.values());
    for (RunFile file : all) {
      file.named(numbers.contains(file.number()));
      dropIfUnused(file);
    }
  }

  /** Unmaps everything and deletes nothing, also when images are let go of later. */
  synchronized void close() {
    closed = true;
    files.values().forEach(RunFile::unmap);
    files.clear();
  }

  /** Writes a run into a file of its own. */
  BlockSink sink(boolean causes) {
    ImageWriter writer = create();
    writer.begin(causes);
    return new FileSink(writer);
  }

  /** Writes blocks to a file and then reads them from there. */
  private final class FileSink implements BlockSink {
    private final ImageWriter writer;

    FileSink(ImageWriter writer) {
      this.writer = writer;
    }

    @Override
    public void block(byte[] bytes, int length) {
      writer.block(bytes, length);
    }

    @Override
    public Blocks finish(Fences fences, RunTotals totals) {
      ImageLayout layout = writer.end(fences, totals);
      writer.finish();
      RunFile file = add(writer);
      FileBlocks blocks = use(file, 0, writer.position(), layout);
      release(file);
      return blocks;
    }

    @Override
    public long memoryBytes() {
      return 0;
    }

    @Override
    public void abandon() {
      RunFiles.this.abandon(writer);
    }
  }
}
