package dev.evert.connectors.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much of a table's files is read, from which the number of its rows can be expected. */
final class ReadBytes {
  private final long all;
  private long finished;

  ReadBytes(List<Path> files) {
    long sum = 0;
    for (Path file : files) {
      try {
        sum += Files.size(file);
      } catch (IOException e) {
        throw FileFailure.reading(file, e);
      }
    }
    all = sum;
  }

  /** A file of this size is read. */
  void finish(long sizeBytes) {
    finished += sizeBytes;
  }

  /** The rows to expect in all, if so many came from the files so far. */
  OptionalLong expect(long rows, long ofThisFile) {
    long read = finished + ofThisFile;
    return read == 0 ? OptionalLong.empty() : OptionalLong.of((long) ((double) rows * all / read));
  }
}
