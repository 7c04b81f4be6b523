package dev.evert.engine.program;

import dev.evert.engine.program.ProgramRunner.Outcome;
import dev.evert.spi.error.ErrorCode;
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
  private static final String NO_ROWS = "[]";
  private static final Duration FEED_PATIENCE = Duration.ofMillis(500);
  private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(5);

  private final ProgramLink link;
  private final SinkContext context;
  private final InstantSource clock;
  private final ProgramRunner runner;
  private final JsonWriter text = new JsonWriter();
  private @Nullable Asked asked;

  /** How rows are written for the program, and its answers read. */
  private record Asked(JsonFormat questions, AnswerReader answers) {}

  ProgramSink(ProgramLink link, SinkContext context, InstantSource clock) {
    this.link = link;
    this.context = context;
    this.clock = clock;
    this.runner =
        new ProgramRunner(
            link.program().command(),
            ANSWER_PATIENCE,
            reason -> context.waiting(reason, 0),
            link::stopping);
  }

  @Override
  public Optional<SinkProgress> prepare(Schema schema) throws InterruptedException {
    link.program().check(schema);
    ProgramRows rows = new ProgramRows(link.program());
    asked = new Asked(new JsonFormat(schema), new AnswerReader(schema, rows));
    link.awaitOpen(FEED_PATIENCE);
    return link.durableProgress();
  }

  @Override
  public void evolve(Schema schema) throws InterruptedException {
    prepare(schema);
  }

  @Override
  public void write(SinkBatch changes) throws InterruptedException {
    append(changes.changes(), Optional.of(changes.progress()));
  }

  /** Until all is mended the program is no farther than it was. */
  @Override
  public void repair(SinkBatch changes) throws InterruptedException {
    append(changes.changes(), Optional.empty());
  }

  private void append(List<SinkChange> changes, Optional<SinkProgress> reached)
      throws InterruptedException {
    link.awaitOpen(FEED_PATIENCE); // before the program is asked in vain
    List<Answer> answers = answers(changes);
    SourceBatch batch = new SourceBatch();
    int next = 0;
    for (SinkChange change : changes) {
      Answer answer = change.after() == null ? null : answers.get(next++);
      if (batch.sizeBytes() + sizeBytes(answer) >= SourceBatch.SUGGESTED_BYTES
          && !batch.isEmpty()) {
        link.appendPart(batch);
        batch.reset();
      }
      UUID operation = change.operation();
      long micros = clock.instant().toEpochMilli() * 1000;
      batch.transaction(operation == null ? new UUID(0, 0) : operation, micros);
      add(change, answer, batch);
    }
    batch.endTransaction();
    link.append(batch, reached);
  }

  private static int sizeBytes(@Nullable Answer answer) {
    return answer instanceof Answer.Rows(String json) ? json.length() : 0;
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
        questions.add(oneLine(Arrays.copyOf(text.buffer(), text.size())));
      }
    }
    List<Outcome> outcomes = runner.ask(questions);
    List<Answer> answers = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      answers.add(
          switch (outcomes.get(i)) {
            case Outcome.Line(byte[] bytes) -> how.answers().read(bytes, rows.get(i));
            case Outcome.GivenUp(String reason) -> new Answer.Refused(reason);
          });
    }
    return answers;
  }

  /** In JSON a line's end is no part of a string: it stands where a blank may stand. */
  private static byte[] oneLine(byte[] json) {
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        json[i] = ' ';
      }
    }
    return json;
  }

  /** A row whose answer is none was asked about too: it has no rows. */
  private void add(SinkChange change, @Nullable Answer answer, SourceBatch batch) {
    byte[] key = change.key();
    RowWriter out = batch.begin(answer == null ? ChangeKind.DELETE : ChangeKind.UPSERT, 0);
    switch (answer) {
      case null -> {}
      case Answer.Rows(String json) -> ProgramState.row(change, json, out);
      case Answer.Refused(String reason) -> {
        context.park(change, ErrorCode.PROGRAM_FAILED, reason);
        ProgramState.row(change, NO_ROWS, out);
      }
    }
    batch.endRow();
    out.putBytes(key, 0, key.length);
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

  @Override
  public void close() {
    runner.close();
  }
}
