package dev.evert.log.files;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;

/** A file of {@link FaultyFiles}. */
public final class FaultyFile implements LogFile {
  static final int PAGE_BYTES = 4096;

  private final FaultyFiles files;
  private final String name;
  private final Content content;
  private final int generation;
  private boolean closed;

  FaultyFile(FaultyFiles files, String name, Content content) {
    this.files = files;
    this.name = name;
    this.content = content;
    this.generation = files.generation();
  }

  /** What is in a file, as programs see it and as it is on disk. */
  public static final class Content {
    private byte[] seen = new byte[0];
    private byte[] onDisk = new byte[0];
    private final TreeSet<Integer> unsynced = new TreeSet<>();

    public int size() {
      return seen.length;
    }

    private void write(int at, byte[] bytes) {
      if (at + bytes.length > seen.length) {
        seen = Arrays.copyOf(seen, at + bytes.length);
      }
      System.arraycopy(bytes, 0, seen, at, bytes.length);
      for (int page = at / PAGE_BYTES; page * PAGE_BYTES < at + bytes.length; page++) {
        unsynced.add(page);
      }
    }

    private void sync() {
      onDisk = Arrays.copyOf(onDisk, seen.length);
      for (int page : unsynced) {
        copyPage(page, seen, onDisk);
      }
      unsynced.clear();
    }

    private static void copyPage(int page, byte[] from, byte[] to) {
      int start = page * PAGE_BYTES;
      int end = Math.min(start + PAGE_BYTES, Math.min(from.length, to.length));
      if (start < end) {
        System.arraycopy(from, start, to, start, end - start);
      }
    }

    /** Some pages get to the disk; all are believed to have got there. */
    private void failSync(Random random) {
      syncSome(random);
      unsynced.clear();
    }

    private void syncSome(Random random) {
      if (random.nextBoolean()) {
        onDisk = Arrays.copyOf(onDisk, seen.length);
      } else if (!unsynced.isEmpty() && random.nextBoolean()) {
        int end = (unsynced.first() + random.nextInt(unsynced.size() + 1)) * PAGE_BYTES;
        onDisk = Arrays.copyOf(onDisk, Math.max(onDisk.length, Math.min(seen.length, end)));
      }
      double share = random.nextInt(3) / 2.0;
      for (int page : unsynced) {
        if (random.nextDouble() < share) {
          copyPage(page, seen, onDisk);
        }
      }
    }

    void cutPower(Random random) {
      syncSome(random);
      unsynced.clear();
      seen = onDisk.clone();
    }

    void flipBit(int offset, int bit) {
      seen[offset] ^= (byte) (1 << bit);
      if (offset < onDisk.length) {
        onDisk[offset] ^= (byte) (1 << bit);
      }
    }
  }

  private void checkOpen() throws IOException {
    if (closed || generation != files.generation()) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int read(ByteBuffer destination, long offset) throws IOException {
    checkOpen();
    if (offset >= content.seen.length) {
      return -1;
    }
    int size = (int) Math.min(destination.remaining(), content.seen.length - offset);
    destination.put(content.seen, (int) offset, size);
    return size;
  }

  @Override
  public int write(ByteBuffer source, long offset) throws IOException {
    checkOpen();
    boolean survives = files.survives();
    int size = source.remaining();
    if (size > 1 && (!survives || files.isShortWrite())) {
      size = 1 + files.random().nextInt(size - 1);
    }
    int space = (int) files.take(size);
    byte[] bytes = new byte[space];
    source.get(bytes);
    content.write((int) offset, bytes);
    if (!survives) {
      throw new PowerCutException();
    }
    if (space == 0 && size > 0) {
      throw new IOException("No space left on device");
    }
    return space;
  }

  @Override
  public void force() throws IOException {
    checkOpen();
    if (!files.survives()) {
      content.syncSome(files.random());
      throw new PowerCutException();
    }
    if (files.isFailingSync()) {
      content.failSync(files.random());
      throw new IOException("injected failure of a sync");
    }
    content.sync();
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return content.seen.length;
  }

  @Override
  public void truncate(long size) throws IOException {
    checkOpen();
    boolean survives = files.survives();
    if (size < content.seen.length) {
      content.seen = Arrays.copyOf(content.seen, (int) size);
    }
    if (!survives) {
      throw new PowerCutException();
    }
  }

  @Override
  public MemorySegment map() throws IOException {
    checkOpen();
    return MemorySegment.ofArray(content.seen.clone()).asReadOnly();
  }

  @Override
  public void close() {
    closed = true;
  }
}
