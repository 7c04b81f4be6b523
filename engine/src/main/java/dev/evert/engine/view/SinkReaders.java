package dev.evert.engine.view;

import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.ViewOutput;
import dev.evert.engine.delivery.DeliveryIntents.Intent;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The readers of a view, one for each of its sinks. */
final class SinkReaders implements AutoCloseable {
  private final ViewOutput output;
  private final Map<String, OutputReader> readers = new ConcurrentHashMap<>();
  private final Set<String> lost = new HashSet<>();

  /** No readers yet. */
  SinkReaders(ViewOutput output) {
    this.output = output;
  }

  /** A reader for each sink, from where its store may be; returns where epochs must end for it. */
  NavigableSet<Long> open(List<String> sinks, Map<String, Intent> intents) {
    NavigableSet<Long> boundaries = new TreeSet<>();
    for (String sink : sinks) {
      Intent intent = intents.getOrDefault(sink, Intent.NONE);
      readers.put(sink, open(sink, intent));
      boundaries.add(intent.from());
      boundaries.add(intent.to());
    }
    return boundaries;
  }

  /**
   * Where a delivery was begun, its changes are gone from the checkpoint only if the sink had them
   * all: it then stands where the delivery ends. Of a sink that was not there for a while all
   * changes may be gone.
   */
  private OutputReader open(String sink, Intent intent) {
    boolean same = intent.from() == intent.to();
    return readerFrom(sink, intent.from(), same ? List.of() : List.of(intent.to()))
        .or(() -> readerFrom(sink, intent.to(), List.of()))
        .orElseGet(() -> {
          lost.add(sink);
          return output.reader(sink, ViewOutput.BEGINNING, List.of());
        });
  }

  private Optional<OutputReader> readerFrom(String sink, long from, List<Long> boundaries) {
    long frontier = from == 0 ? ViewOutput.BEGINNING : from;
    try {
      return Optional.of(output.reader(sink, frontier, boundaries));
    } catch (EvertException e) {
      if (e.code() != ErrorCode.INVALID_ARGUMENT) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Where each sink stands now: what it has had is not kept, even if it is the last intent.
   *
   * @param standing where their last intents say that they are; is changed
   */
  Map<String, Intent> standing(Map<String, Intent> standing) {
    readers.forEach((sink, reader) -> {
      long had = Math.max(0, reader.frontier());
      standing.put(sink, standing.getOrDefault(sink, Intent.NONE).after(had));
    });
    return standing;
  }

  /** Whether the changes that follow on what a sink may hold are not kept any more. */
  boolean lost(String sink) {
    return lost.contains(sink);
  }

  /** A reader from the view's beginning, in the place of the sink's present one. */
  OutputReader restart(String sink) {
    OutputReader reader = output.reader(sink, ViewOutput.BEGINNING, List.of());
    readers.put(sink, reader);
    return reader;
  }

  /** The reader of a sink that one was opened for. */
  OutputReader reader(String sink) {
    OutputReader reader = readers.get(sink);
    if (reader == null) {
      throw new IllegalArgumentException("the view was not opened for " + sink);
    }
    return reader;
  }

  @Override
  public void close() {
    readers.values().forEach(OutputReader::close);
  }
}
