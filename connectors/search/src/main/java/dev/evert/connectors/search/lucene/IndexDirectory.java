package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The files of an index. */
final class IndexDirectory {
  /** Lucene advises at each start to add an incubating module: not a user's business. */
  private static final Logger ADVICE =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    ADVICE.setLevel(Level.SEVERE);
  }

  private IndexDirectory() {}

  /** Opens directories: for a test, one whose disk is full. */
  @FunctionalInterface
  interface Opener {
    Directory open(Path path) throws IOException;
  }

  static Directory open(Path path) throws IOException {
    return FSDirectory.open(path);
  }

  /**
   * What the newest commit says of itself; empty if there is no commit.
   *
   * @throws EvertException {@link ErrorCode#SINK_FOREIGN} if the directory holds something else
   */
  static Optional<IndexState> state(Path path, Directory directory) throws IOException {
    if (DirectoryReader.indexExists(directory)) {
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      if (!IndexState.isOurs(commit.getUserData())) {
        throw foreign(path, "holds an index that Evert did not make");
      }
      return Optional.of(IndexState.fromUserData(commit.getUserData(), path.toString()));
    }
    for (String name : directory.listAll()) {
      if (!isIndexFile(name)) {
        throw foreign(path, "holds files that are no index, " + name + " for one");
      }
    }
    return Optional.empty();
  }

  private static EvertException foreign(Path path, String what) {
    return new EvertException(
        ErrorCode.SINK_FOREIGN,
        "the directory " + path + " " + what,
        "Name an empty or new directory in the URI.");
  }

  private static boolean isIndexFile(String name) {
    return name.startsWith(IndexFileNames.SEGMENTS)
        || name.startsWith(IndexFileNames.PENDING_SEGMENTS)
        || name.equals(IndexWriter.WRITE_LOCK_NAME)
        || IndexFileNames.CODEC_FILE_PATTERN.matcher(name).matches();
  }

  /** Deletes the index's files, and the directory if it is empty then. */
  static void delete(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    boolean others = false;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
      for (Path file : all) {
        boolean ours = isIndexFile(file.getFileName().toString());
        others |= !ours;
        if (ours) {
          files.add(file);
        }
      }
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    if (!others) {
      Files.delete(path);
    }
  }
}
