package dev.evert.connectors.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** Directories on a disk with room for some more bytes. Used by several threads. */
final class SmallDisk {
  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

  /** Leaves room for so many bytes from now on. */
  void room(long bytes) {
    room.set(bytes);
  }

  Directory open(Path path) throws IOException {
    return new FilterDirectory(FSDirectory.open(path)) {
      @Override
      public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return new Output(super.createOutput(name, context));
      }

      @Override
      public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
          throws IOException {
        return new Output(super.createTempOutput(prefix, suffix, context));
      }
    };
  }

  private void take(long bytes) throws IOException {
    if (room.addAndGet(-bytes) < 0) {
      throw new IOException("No space left on device");
    }
  }

  private final class Output extends FilterIndexOutput {
    Output(IndexOutput out) {
      super("small disk", out.getName(), out);
    }

    @Override
    public void writeByte(byte b) throws IOException {
      take(1);
      out.writeByte(b);
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
      take(length);
      out.writeBytes(bytes, offset, length);
    }
  }
}
