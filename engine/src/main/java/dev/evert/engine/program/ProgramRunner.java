package dev.evert.engine.program;

import dev.evert.engine.program.ProgramProcess.Ended;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a program about rows, and starts it again when it ends. A row at which it ends again and
 * again is given up; but a program that answers nothing at all is at fault itself. One thread.
 */
final class ProgramRunner implements AutoCloseable {
  /** How often it may end at one row. */
  static final int TRIES = 3;

  /** Rows that are given up one after the other, without an answer in between. */
  static final int SUSPECTS = 3;

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final List<String> command;
  private final Duration patience;
  private final Consumer<String> waiting;
  private @Nullable ProgramProcess process;
  private boolean everAnswered;
  private volatile boolean closed;

  /**
   * @param patience how long it may take to give a line
   * @param waiting told when it takes long
   */
  ProgramRunner(List<String> command, Duration patience, Consumer<String> waiting) {
    this.command = command;
    this.patience = patience;
    this.waiting = waiting;
  }

  /**
   * A line, or why there is none.
   *
   * @param bytes null if the row was given up
   * @param reason empty if there is a line
   */
  record Outcome(byte @Nullable [] bytes, String reason) {}

  /**
   * An outcome for each line, in their order.
   *
   * @param questions without line ends
   * @throws EvertException {@link ErrorCode#PROGRAM_FAILED} if it can not be started, or ends
   *     whatever it is given
   */
  List<Outcome> ask(List<byte[]> questions) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(questions.size());
    int suspects = 0;
    int tries = 0;
    while (outcomes.size() < questions.size()) {
      int answered = outcomes.size();
      String end = askOnce(questions.subList(answered, questions.size()), outcomes);
      if (outcomes.size() > answered) {
        tries = 0;
        suspects = 0;
        everAnswered = true;
      }
      if (outcomes.size() < questions.size() && ++tries == TRIES) {
        outcomes.add(new Outcome(null, end));
        tries = 0;
        suspects++;
      }
      if (suspects == SUSPECTS || (suspects > 0 && !everAnswered && done(outcomes, questions))) {
        throw failed(end);
      }
    }
    return outcomes;
  }

  private static boolean done(List<Outcome> outcomes, List<byte[]> questions) {
    return outcomes.size() == questions.size();
  }

  /** Takes answers until there is one for each, or the program ends; returns why it ended. */
  private String askOnce(List<byte[]> questions, List<Outcome> outcomes)
      throws InterruptedException {
    ProgramProcess running = running();
    if (running.talksUnasked()) {
      throw failed("it gave more lines than it was given; it must give one for each");
    }
    running.send(questions);
    try {
      for (int i = 0; i < questions.size(); i++) {
        outcomes.add(new Outcome(next(running), ""));
      }
      return "";
    } catch (Ended e) {
      stop();
      return String.valueOf(e.getMessage());
    }
  }

  /** Tells now and then that it takes long. */
  private byte[] next(ProgramProcess running) throws Ended, InterruptedException {
    return running.next(
        patience,
        LOOK,
        seconds -> {
          if (closed) {
            throw new EvertException(ErrorCode.STORE_BUSY, command.getFirst() + " was stopped");
          }
          waiting.accept("waits for an answer of " + command.getFirst() + " for " + seconds + " s");
        });
  }

  private ProgramProcess running() {
    ProgramProcess known = process;
    if (known == null) {
      known = ProgramProcess.start(command);
      process = known;
    }
    return known;
  }

  private EvertException failed(String reason) {
    stop();
    return new EvertException(
        ErrorCode.PROGRAM_FAILED, command.getFirst() + " does not answer as it should: " + reason);
  }

  private void stop() {
    ProgramProcess known = process;
    process = null;
    if (known != null) {
      known.close();
    }
  }

  /** Whoever waits for an answer stops waiting. May be called on any thread. */
  void interrupt() {
    closed = true;
  }

  @Override
  public void close() {
    interrupt();
    stop();
  }
}
