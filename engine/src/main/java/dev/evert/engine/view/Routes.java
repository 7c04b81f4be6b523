package dev.evert.engine.view;

import dev.evert.engine.pipe.PipeStreams;
import dev.evert.log.StreamId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which source and which table a stream of the log belongs to. */
public final class Routes {
  private static final int NONE = -1;

  private int[] sources = {};
  private int[] tables = {};
  private final List<List<StreamId>> streams = new ArrayList<>();

  private Routes() {}

  /**
   * The routes of a pipe.
   *
   * @param sourceOfTable the source that feeds each table
   */
  public static Routes of(PipeStreams streams, int[] sourceOfTable) {
    Routes routes = new Routes();
    for (StreamId source : streams.sources()) {
      routes.addSource(source);
    }
    for (int table = 0; table < sourceOfTable.length; table++) {
      routes.addTable(streams.tables().get(table), table, sourceOfTable[table]);
    }
    return routes;
  }

  /** Tables that are all changed by one writer, which tells nothing of itself. */
  public static Routes ofTables(List<StreamId> tables) {
    Routes routes = new Routes();
    routes.streams.add(new ArrayList<>());
    for (int table = 0; table < tables.size(); table++) {
      routes.addTable(tables.get(table), table, 0);
    }
    return routes;
  }

  private void addSource(StreamId own) {
    put(own, streams.size(), NONE);
    streams.add(new ArrayList<>(List.of(own)));
  }

  private void addTable(StreamId stream, int table, int source) {
    put(stream, source, table);
    streams.get(source).add(stream);
  }

  private void put(StreamId stream, int source, int table) {
    int known = sources.length;
    int at = stream.value();
    if (at >= known) {
      sources = Arrays.copyOf(sources, at + 1);
      tables = Arrays.copyOf(tables, at + 1);
      Arrays.fill(sources, known, at + 1, NONE);
      Arrays.fill(tables, known, at + 1, NONE);
    }
    sources[at] = source;
    tables[at] = table;
  }

  /** The source that a stream's events come from. */
  int source(int stream) {
    return sources[stream];
  }

  /** The table that a stream's events are about, or -1 if they are about the source. */
  int table(int stream) {
    return tables[stream];
  }

  /** The streams that a source's events are in. */
  List<StreamId> streams(int source) {
    return streams.get(source);
  }
}
