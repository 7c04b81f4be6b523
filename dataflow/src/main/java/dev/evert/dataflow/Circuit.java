package dev.evert.dataflow;

import java.util.List;
import java.util.OptionalLong;

/**
 * Keeps views equal to what they are defined as, over tables that change. Equal changes give equal
 * rows and digests, whatever steps and publications they came in.
 *
 * <p>One thread owns a circuit; what may be used on other threads says so.
 */
public interface Circuit extends AutoCloseable {

  /** The time of the state that it began with; empty if it began empty. */
  OptionalLong restored();

  /** The time of the last publication. */
  long time();

  /**
   * The time is this now, for what reads {@link Clock.Now}; the next step tells the operators.
   *
   * @param micros since 2000-01-01 00:00 UTC; a time before the present one changes nothing
   */
  void advanceTo(long micros);

  /** Whether anything in it reads {@link Clock.Now}. */
  boolean isTimed();

  /** What {@link #advanceTo} was told last; {@link Clock#BEGINNING} if nothing. */
  long now();

  /** Where the changes of a table go in. */
  TableInput input(String table);

  /** Where the rows of a stream go in. */
  StreamInput stream(String stream);

  /**
   * Takes what the inputs hold through all operators; outputs gather it. Memory is bounded by the
   * size of the inputs, not by what they bring about.
   *
   * @throws dev.evert.spi.error.EvertException DATA_CORRUPT, DISK_FULL or IO_FAILED: the circuit is
   *     not to be used any further, and to be restored from its checkpoint
   */
  void step();

  /**
   * Makes all that was stepped visible, at once in all outputs: an epoch.
   *
   * @param time greater than that of the last publication
   */
  void publish(long time);

  /** The output that is named so. */
  ViewOutput output(String view);

  /** The index that is named so. */
  IndexOutput index(String name);

  /** The rows that could not be evaluated. */
  Errors errors();

  /** Those of one view, or the changes of one table that were refused. */
  Errors errors(String name);

  /**
   * Takes hold of the state as it was published last; nothing was stepped since. Cheap: what costs
   * time is {@link Checkpoint#commit}, which may run on another thread.
   *
   * @param attachment bytes to keep with it; {@link dev.evert.dataflow.state.StateStore} gives them
   *     back
   */
  Checkpoint checkpoint(byte[] attachment);

  /**
   * Merges runs while there is nothing else to do.
   *
   * @param entries about how many entries to go through
   * @return how many were gone through; 0 if there is nothing to merge
   */
  long maintain(long entries);

  /** Identifies what the circuit computes: state of another fingerprint does not fit it. */
  String fingerprint();

  /** The operators in order, one a line, for people. */
  String describe();

  /** What each operator holds and did. */
  List<OperatorStats> stats();

  /** What each operator holds and did that a view or index is made by. */
  List<OperatorStats> stats(String view);

  /** Lets go of all state; readers end. */
  @Override
  void close();
}
