package dev.evert.log.files;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of the operating system. */
final class DiskFile implements LogFile {
  private final String name;
  private final FileChannel channel;

  DiskFile(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int read(ByteBuffer destination, long offset) throws IOException {
    return channel.read(destination, offset);
  }

  @Override
  public int write(ByteBuffer source, long offset) throws IOException {
    return channel.write(source, offset);
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void truncate(long size) throws IOException {
    channel.truncate(size);
  }

  @Override
  public MemorySegment map() throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
