package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.text.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes each change to the standard output as a line of JSON ({@link ChangeLines}). How far it
 * came is kept in the data directory: after a crash the changes since the last flush come once
 * more, as nobody can take back what was printed.
 */
final class StdoutSink implements Sink {
  private final OutputStream out;
  private final ProgressFile progressFile;
  private final String pipe;
  private final JsonWriter lines = new JsonWriter();
  private @Nullable ChangeLines format;
  private @Nullable SinkProgress progress;

  StdoutSink(OutputStream out, Path progressFile, String pipe) {
    this.out = out;
    this.progressFile = new ProgressFile(progressFile);
    this.pipe = pipe;
  }

  @Override
  public Optional<SinkProgress> prepare(Schema schema) {
    evolve(schema);
    try {
      progress =
          progressFile
              .read()
              .filter(entry -> entry.pipe().equals(pipe))
              .map(ProgressFile.Entry::progress)
              .orElse(null);
      return Optional.ofNullable(progress);
    } catch (IOException e) {
      throw FileFailure.reading(progressFile.path(), e);
    }
  }

  @Override
  public void evolve(Schema schema) {
    format = new ChangeLines(schema);
  }

  @Override
  public void write(SinkBatch batch) {
    SinkProgress before = progress;
    if (before != null && batch.progress().version() <= before.version()) {
      return;
    }
    Objects.requireNonNull(format, "prepared").write(batch, lines.reset());
    try {
      lines.writeTo(out);
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.IO_FAILED,
          "can not write to the standard output: " + e.getMessage(),
          "Whoever reads it has closed it.",
          e);
    }
    progress = batch.progress();
  }

  @Override
  public SinkProgress flush() {
    SinkProgress now = Objects.requireNonNull(progress, "something was written");
    try {
      out.flush();
      Path directory = progressFile.path().toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      progressFile.write(new ProgressFile.Entry(pipe, 0, 0, now));
      return now;
    } catch (IOException e) {
      throw FileFailure.writing(progressFile.path(), e);
    }
  }

  @Override
  public SinkAudit audit() {
    throw notReadable();
  }

  @Override
  public void repair(SinkBatch batch) {
    throw notReadable();
  }

  private static EvertException notReadable() {
    return new EvertException(
        ErrorCode.INVALID_ARGUMENT,
        "what was printed can not be read back",
        "Write to a file to have it verified: file:changes.jsonl.");
  }

  @Override
  public void drop() {
    try {
      progressFile.delete();
    } catch (IOException e) {
      throw FileFailure.writing(progressFile.path(), e);
    }
  }

  @Override
  public void close() {
    // The standard output is not ours to close.
  }
}
