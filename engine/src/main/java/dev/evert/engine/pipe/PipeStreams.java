package dev.evert.engine.pipe;

import dev.evert.log.Log;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.StreamInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The streams of one pipe.
 *
 * @param catalog how the pipe is defined
 * @param sources what concerns each source as a whole
 * @param tables the rows of each input, in the order of the definition
 * @param delivery what each sink was about to be given
 * @param parked what could not be read, computed or written
 */
public record PipeStreams(
    StreamId catalog,
    List<StreamId> sources,
    List<StreamId> tables,
    StreamId delivery,
    StreamId parked) {

  public PipeStreams {
    sources = List.copyOf(sources);
    tables = List.copyOf(tables);
  }

  /**
   * Opens the streams, and makes those that are not there.
   *
   * @param retention of the tables' rows; empty: as it is, and for ever at first
   */
  public static PipeStreams open(
      Log log, String pipe, int sources, int tables, Optional<Retention> retention) {
    return new PipeStreams(
        log.createStream(pipe + "/catalog", Retention.forever()),
        numbered(sources, i -> log.createStream(pipe + "/source/" + i, Retention.forever())),
        numbered(tables, i -> table(log, pipe + "/table/" + i, retention)),
        log.createStream(pipe + "/delivery", Retention.forever()),
        log.createStream(parked(pipe), Retention.forever()));
  }

  /** What the stream of a pipe's parked records is called. */
  public static String parked(String pipe) {
    return pipe + "/parked";
  }

  private static List<StreamId> numbered(int count, IntFunction<StreamId> open) {
    return IntStream.range(0, count).mapToObj(open).toList();
  }

  private static StreamId table(Log log, String name, Optional<Retention> wanted) {
    Optional<StreamInfo> known = log.stream(name);
    Retention retention =
        wanted.or(() -> known.map(StreamInfo::retention)).orElse(Retention.forever());
    if (known.isEmpty()) {
      return log.createStream(name, retention);
    }
    log.changeRetention(known.get().id(), retention);
    return known.get().id();
  }

  /** The streams whose events change the view, in no particular order. */
  public List<StreamId> inputs() {
    return new ArrayList<>(Stream.concat(sources.stream(), tables.stream()).toList());
  }
}
