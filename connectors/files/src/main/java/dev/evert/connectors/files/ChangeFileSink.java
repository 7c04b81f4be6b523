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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends each change to a file as a line of JSON ({@link ChangeLines}).
 *
 * <p>How far the file is complete stands in a file beside it ({@link ProgressFile}), which is
 * written after the lines are durable; what is behind that after a crash is cut, and written again.
 * Who prepares the file takes it over: a process that had it before writes no more.
 */
final class ChangeFileSink implements Sink {
  private final Path file;
  private final String pipe;
  private final ProgressFile progressFile;
  private final JsonWriter lines = new JsonWriter();
  private @Nullable ChangeFile output;
  private @Nullable ChangeLines format;
  private @Nullable Schema schema;
  private @Nullable SinkProgress progress;
  private long epoch;

  ChangeFileSink(Path file, String pipe) {
    this.file = file;
    this.pipe = pipe;
    this.progressFile = new ProgressFile(file.resolveSibling(file.getFileName() + ".progress"));
  }

  @Override
  public Optional<SinkProgress> prepare(Schema view) {
    evolve(view);
    try {
      checkTarget();
      ChangeFile opened = new ChangeFile(file);
      output = opened;
      return opened.exclusively(() -> takeOver(opened));
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  private void checkTarget() throws IOException {
    if (Files.isDirectory(file)) {
      throw new EvertException(ErrorCode.SINK_MISFIT, file + " is a directory, wanted a file");
    }
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new EvertException(
          ErrorCode.NO_SUCH_FILE, "no directory is named " + directory, "Make it first.");
    }
    Optional<ProgressFile.Entry> entry = progressFile.read();
    if (entry.isEmpty() && Files.exists(file) && Files.size(file) > 0) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN,
          file + " is there already, and no pipe of Evert has written it",
          "Name another file, or remove this one.");
    }
    if (entry.isPresent() && !entry.get().pipe().equals(pipe)) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN, file + " is written by the pipe " + entry.get().pipe());
    }
  }

  private Optional<SinkProgress> takeOver(ChangeFile opened) throws IOException {
    Optional<ProgressFile.Entry> entry = progressFile.read();
    epoch = entry.map(ProgressFile.Entry::epoch).orElse(0L) + 1;
    progress = entry.map(ProgressFile.Entry::progress).orElse(null);
    opened.truncate(entry.map(ProgressFile.Entry::lengthBytes).orElse(0L));
    opened.force();
    writeProgress(opened);
    return Optional.ofNullable(progress);
  }

  private void writeProgress(ChangeFile opened) throws IOException {
    progressFile.write(new ProgressFile.Entry(pipe, epoch, opened.lengthBytes(), progress));
  }

  @Override
  public void evolve(Schema view) {
    schema = view;
    format = new ChangeLines(view);
  }

  @Override
  public void write(SinkBatch batch) {
    SinkProgress before = progress;
    if (before == null || batch.progress().version() > before.version()) {
      append(batch);
      progress = batch.progress();
    }
  }

  private void append(SinkBatch batch) {
    Objects.requireNonNull(format, "prepared").write(batch, lines.reset());
    ownExclusively(opened -> {
      if (lines.size() > 0) {
        opened.append(lines.buffer(), lines.size());
      }
    });
  }

  /** Something to do with the output. */
  private interface Step {
    void run(ChangeFile output) throws IOException;
  }

  private void ownExclusively(Step step) {
    ChangeFile opened = Objects.requireNonNull(output, "prepared");
    try {
      opened.exclusively(() -> {
        checkOwner();
        step.run(opened);
        return epoch;
      });
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  private void checkOwner() throws IOException {
    long owner = progressFile.read().map(ProgressFile.Entry::epoch).orElse(0L);
    if (owner != epoch) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN,
          file + " was taken over by another process",
          "Stop one of the two.");
    }
  }

  @Override
  public SinkProgress flush() {
    save();
    return Objects.requireNonNull(progress, "something was written");
  }

  /** Makes the lines durable, and how far they are, if anything was told of that yet. */
  private void save() {
    ownExclusively(opened -> {
      opened.force();
      writeProgress(opened);
    });
  }

  @Override
  public SinkAudit audit() {
    return new ChangeFold(file, Objects.requireNonNull(schema, "prepared"));
  }

  @Override
  public void repair(SinkBatch batch) {
    append(batch);
    save();
  }

  @Override
  public void drop() {
    try {
      if (Files.exists(file)) {
        checkTarget();
      }
      Files.deleteIfExists(file);
      progressFile.delete();
    } catch (IOException e) {
      throw FileFailure.writing(file, e);
    }
  }

  @Override
  public void close() {
    ChangeFile opened = output;
    if (opened != null) {
      output = null;
      try {
        opened.close();
      } catch (IOException e) {
        throw FileFailure.writing(file, e);
      }
    }
  }
}
