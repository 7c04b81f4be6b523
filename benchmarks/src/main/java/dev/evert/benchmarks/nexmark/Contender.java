package dev.evert.benchmarks.nexmark;

/** An engine with a setting. */
interface Contender {

  /** Runs a query once, into nothing. */
  Figure run(String query, String sql, Events events) throws Exception;

  /** In which dialect it is asked. */
  String dialect();

  /**
   * The contender of a name: {@code evert} steps 1,000 events at once and {@code event} one; {@code
   * changes} is {@code evert} that shows each change of windows that are not over; {@code
   * minibatch} is {@code flink} that gathers changes for two seconds.
   */
  static Contender of(String name, Settings settings) {
    return switch (name) {
      case "evert" -> new EvertContender(EventWriter.BLOCK_EVENTS, true, settings.stateBytes());
      case "event" -> new EvertContender(1, true, settings.stateBytes());
      case "changes" -> new EvertContender(EventWriter.BLOCK_EVENTS, false, settings.stateBytes());
      case "flink" -> new FlinkContender(false);
      case "minibatch" -> new FlinkContender(true);
      default -> throw new IllegalArgumentException("no contender is named " + name);
    };
  }
}
