package dev.evert.engine.program;

import dev.evert.engine.program.ProgramRunner.Outcome;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.text.JsonWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of a pipe before a program has it as a sink: each new row is given to the program, and
 * the answer goes into the log, in one transaction with how far the program is. A row is asked
 * about again only where a crash kept its answer from the log.
 */
final class ProgramSink implements Sink {
  private static final Duration FEED_PATIENCE = Duration.ofMillis(500);
  private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(5);

  private final ProgramLink link;
  private final SinkContext context;
  private final InstantSource clock;
  private final ProgramRunner runner;
  private final SourceBatch batch = new SourceBatch();
  private final JsonWriter text = new JsonWriter();
  private @Nullable Asked asked;
  private @Nullable SourceFeed feed;

  /** How rows are written for the program, and its answers read. */
  private record Asked(JsonFormat questions, AnswerReader answers) {}

  ProgramSink(ProgramLink link, SinkContext context, InstantSource clock) {
    this.link = link;
    this.context = context;
    this.clock = clock;
    this.runner =
        new ProgramRunner(
            link.program().command(), ANSWER_PATIENCE, reason -> context.waiting(reason, 0));
  }

  @Override
  public Optional<SinkProgress> prepare(Schema schema) throws InterruptedException {
    link.program().check(schema);
    ProgramRows rows = new ProgramRows(link.program());
    asked = new Asked(new JsonFormat(schema), new AnswerReader(schema, rows));
    feed = link.feed(FEED_PATIENCE);
    return link.durableProgress();
  }

  @Override
  public void evolve(Schema schema) throws InterruptedException {
    prepare(schema);
  }

  @Override
  public void write(SinkBatch changes) throws InterruptedException {
    append(changes);
  }

  @Override
  public void repair(SinkBatch changes) throws InterruptedException {
    append(changes);
  }

  private void append(SinkBatch changes) throws InterruptedException {
    List<Answer> answers = answers(changes.changes());
    SourceFeed to = opened();
    batch.reset();
    int next = 0;
    for (SinkChange change : changes.changes()) {
      if (batch.sizeBytes() >= SourceBatch.SUGGESTED_BYTES) {
        to.append(batch);
        batch.reset();
      }
      UUID operation = change.operation();
      long micros = clock.instant().toEpochMilli() * 1000;
      batch.transaction(operation == null ? new UUID(0, 0) : operation, micros);
      add(change, change.after() == null ? null : answers.get(next++));
    }
    batch.endTransaction();
    batch.state(ProgramState.PROGRESS, ProgramState.bytes(changes.progress()));
    link.appended(changes.progress(), to.append(batch));
  }

  /** The answers about the rows that are there after the changes. */
  private List<Answer> answers(List<SinkChange> changes) throws InterruptedException {
    Asked how = asked();
    List<byte[]> rows = new ArrayList<>();
    List<byte[]> questions = new ArrayList<>();
    for (SinkChange change : changes) {
      byte[] row = change.after();
      if (row != null) {
        how.questions().write(row, text.reset());
        rows.add(row);
        questions.add(Arrays.copyOf(text.buffer(), text.size()));
      }
    }
    List<Outcome> outcomes = runner.ask(questions);
    List<Answer> answers = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      byte[] line = outcomes.get(i).bytes();
      answers.add(
          line == null
              ? new Answer.Refused(outcomes.get(i).reason())
              : how.answers().read(line, rows.get(i)));
    }
    return answers;
  }

  private void add(SinkChange change, @Nullable Answer answer) {
    switch (answer) {
      case null -> delete(change.key());
      case Answer.Rows(String json) -> {
        RowWriter out = batch.begin(ChangeKind.UPSERT, 0);
        ProgramState.row(change, json, out);
        batch.endRow();
        out.putBytes(change.key(), 0, change.key().length);
        batch.end();
      }
      case Answer.Refused(String reason) -> {
        context.park(change, ErrorCode.PROGRAM_FAILED, reason);
        delete(change.key());
      }
    }
  }

  private void delete(byte[] key) {
    batch.begin(ChangeKind.DELETE, 0);
    batch.endRow();
    batch.writer().putBytes(key, 0, key.length);
    batch.end();
  }

  @Override
  public SinkProgress flush() throws InterruptedException {
    return link.durableProgress().orElseThrow();
  }

  @Override
  public SinkAudit audit() {
    return new ProgramAudit(link);
  }

  /** Answers are in the pipe's own log, and go with it. */
  @Override
  public void drop() {}

  private Asked asked() {
    Asked known = asked;
    if (known == null) {
      throw new IllegalStateException("not prepared");
    }
    return known;
  }

  private SourceFeed opened() {
    SourceFeed known = feed;
    if (known == null) {
      throw new IllegalStateException("not prepared");
    }
    if (known.stopping()) {
      throw new EvertException(ErrorCode.STORE_BUSY, "what follows on the program has stopped");
    }
    return known;
  }

  @Override
  public void close() {
    runner.close();
  }
}
