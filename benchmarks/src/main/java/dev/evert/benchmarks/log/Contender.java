package dev.evert.benchmarks.log;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Something that makes records durable, and is measured doing so. */
interface Contender extends AutoCloseable {
  /** How records reach it: each producer has a lane of its own and uses it from one thread. */
  interface Lane extends AutoCloseable {
    /**
     * Sends some records, waiting only while too many are in flight.
     *
     * @param acknowledged counts each record when it has been acknowledged
     */
    void send(LongAdder acknowledged) throws Exception;

    /** Sends one record as a commit of its own; the action runs when it is acknowledged. */
    void commit(Runnable acknowledged) throws Exception;

    @Override
    void close() throws IOException;
  }

  /** The lane of a producer, to be closed before the contender. */
  Lane lane(Records records) throws Exception;

  /** Processes, beside this one, that do the contender's work. */
  default List<ProcessHandle> processes() {
    return List.of();
  }

  @Override
  void close() throws IOException;
}
