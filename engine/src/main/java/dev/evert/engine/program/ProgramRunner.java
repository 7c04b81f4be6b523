package dev.evert.engine.program;

import dev.evert.engine.program.ProgramProcess.Ended;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a program about rows, and starts it again when it ends.
 *
 * <p>A row at which it ends again and again is given up if it still answers what it has answered
 * before: then the row is at fault. If it does not, or has never answered anything, the program is.
 * One thread.
 */
final class ProgramRunner implements AutoCloseable {
  /** How often it may end at one row. */
  static final int TRIES = 3;

  /** Rows that are given up one after the other before the first answer of all. */
  static final int SUSPECTS = 2;

  private static final Duration LATE = Duration.ofSeconds(5);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final int MOST_DOUBLINGS = 6;
  private static final long LOOK_NANOS = 10_000_000;

  private final List<String> command;
  private final Duration patience;
  private final Consumer<String> waiting;
  private final BooleanSupplier stopping;
  private @Nullable ProgramProcess process;
  private byte @Nullable [] answeredBefore;
  private int endsInVain;

  /**
   * @param patience how long it may take to give a line
   * @param waiting told when it takes long
   * @param stopping whether nobody wants answers any more
   */
  ProgramRunner(
      List<String> command, Duration patience, Consumer<String> waiting, BooleanSupplier stopping) {
    this.command = command;
    this.patience = patience;
    this.waiting = waiting;
    this.stopping = stopping;
  }

  /** What came of a question. */
  sealed interface Outcome {

    /** A line, without its end. */
    record Line(byte[] bytes) implements Outcome {}

    /** None, for a reason. */
    record GivenUp(String reason) implements Outcome {}
  }

  /**
   * An outcome for each line, in their order.
   *
   * @param questions without line ends
   * @throws EvertException {@link ErrorCode#PROGRAM_FAILED} if it can not be started, or ends
   *     whatever it is given; {@link ErrorCode#STORE_BUSY} if it does not answer now what it has
   *     answered before
   */
  List<Outcome> ask(List<byte[]> questions) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(questions.size());
    int suspects = 0;
    int tries = 0;
    String end = "";
    while (outcomes.size() < questions.size()) {
      int answered = outcomes.size();
      end = askOnce(questions.subList(answered, questions.size()), outcomes);
      tries = outcomes.size() > answered ? 0 : tries;
      if (outcomes.size() < questions.size() && ++tries == TRIES) {
        requireAlive(end, ++suspects);
        outcomes.add(new Outcome.GivenUp(end));
        tries = 0;
      }
    }
    if (suspects > 0 && answeredBefore == null) {
      throw failed(end);
    }
    return outcomes;
  }

  /** Before a row is given up: whether it is the row's fault, as far as that can be known. */
  private void requireAlive(String end, int suspects) throws InterruptedException {
    byte[] known = answeredBefore;
    if (known == null) {
      if (suspects == SUSPECTS) {
        throw failed(end);
      }
      return;
    }
    List<Outcome> again = new ArrayList<>();
    askOnce(List.of(known), again);
    if (again.isEmpty()) {
      throw new EvertException(
          ErrorCode.STORE_BUSY,
          command.getFirst() + " does not answer what it has answered before: " + end);
    }
  }

  /** Takes answers until there is one for each, or the program ends; returns why it ended. */
  private String askOnce(List<byte[]> questions, List<Outcome> outcomes)
      throws InterruptedException {
    int before = outcomes.size();
    try {
      ProgramProcess running = running();
      // One that was just started is asked alone at first: it may say something else before.
      int first = running.isFresh() ? 1 : 0;
      take(running, questions.subList(0, first), outcomes);
      take(running, questions.subList(first, questions.size()), outcomes);
      return "";
    } catch (Ended e) {
      stop();
      return String.valueOf(e.getMessage());
    } finally {
      endsInVain = outcomes.size() > before ? 0 : endsInVain + 1;
    }
  }

  private void take(ProgramProcess running, List<byte[]> questions, List<Outcome> outcomes)
      throws Ended, InterruptedException {
    running.send(questions);
    for (byte[] question : questions) {
      outcomes.add(new Outcome.Line(next(running)));
      answeredBefore = question;
    }
    if (running.talksUnasked()) {
      throw failed("it gave more lines than it was given; it must give one for each");
    }
  }

  /** Tells now and then that it takes long. */
  private byte[] next(ProgramProcess running) throws Ended, InterruptedException {
    return running.next(
        patience,
        waited -> {
          requireWanted();
          if (waited.compareTo(LATE) >= 0) {
            waiting.accept(
                "waits for an answer of "
                    + command.getFirst()
                    + " for "
                    + waited.toSeconds()
                    + " s");
          }
        });
  }

  private void requireWanted() {
    if (stopping.getAsBoolean()) {
      throw new EvertException(ErrorCode.STORE_BUSY, command.getFirst() + " is being stopped");
    }
  }

  private ProgramProcess running() throws InterruptedException {
    ProgramProcess known = process;
    if (known != null && known.isAlive()) {
      return known;
    }
    stop();
    if (endsInVain > 0) {
      pause(FIRST_PAUSE_MILLIS << Math.min(endsInVain, MOST_DOUBLINGS));
    }
    requireWanted();
    ProgramProcess started = ProgramProcess.start(command);
    process = started;
    return started;
  }

  /** Waits so long, unless nobody wants answers any more. */
  private void pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      requireWanted();
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
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

  @Override
  public void close() {
    stop();
  }
}
