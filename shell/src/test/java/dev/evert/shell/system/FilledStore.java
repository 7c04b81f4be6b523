package dev.evert.shell.system;

import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchFactory;
import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchResult;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.TestSurroundings;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store that a pipe fills, and how to read it without the pipe. */
sealed interface FilledStore {
  /** The last part of a pipe. */
  String uri();

  /**
   * All rows, by their id.
   *
   * @param lastId none has a larger one
   */
  SortedMap<Long, String> rows(int lastId) throws SQLException;

  /** A table of a PostgreSQL database. */
  record Table(PostgresServer server, String database, String table) implements FilledStore {
    @Override
    public String uri() {
      return ShopDatabase.uri(server, database, table);
    }

    @Override
    public SortedMap<Long, String> rows(int lastId) throws SQLException {
      return ResultRows.of(server, database, "table " + table);
    }
  }

  /**
   * A search index, embedded or on a server.
   *
   * @param scratch a directory for whoever reads it
   */
  record Index(String uri, Path scratch) implements FilledStore {
    @Override
    public SortedMap<Long, String> rows(int lastId) {
      TreeMap<Long, String> rows = new TreeMap<>();
      try (Search search = open()) {
        for (int from = 0; from <= lastId; from += Search.MAX_LIMIT) {
          String query = "id:[" + from + " TO " + (from + Search.MAX_LIMIT - 1) + "]";
          add(search.find(query, Search.MAX_LIMIT), rows);
        }
        if (search.find("*:*", 1).total() != rows.size()) {
          throw new AssertionError("there are rows beyond " + lastId + ", or several of one id");
        }
      }
      return rows;
    }

    private Search open() {
      StoreUri store = StoreUri.parse(uri);
      return ServiceLoader.load(SearchFactory.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(factory -> factory.schemes().contains(store.scheme()))
          .findAny()
          .orElseThrow()
          .open(store, new TestSurroundings("reader", scratch));
    }

    private static void add(SearchResult result, SortedMap<Long, String> rows) {
      for (SearchHit hit : result.hits()) {
        SortedMap<String, @Nullable String> row = columns(hit);
        rows.put(Long.valueOf(String.valueOf(row.get("id"))), ResultRows.text(row));
      }
    }

    private static SortedMap<String, @Nullable String> columns(SearchHit hit) {
      TreeMap<String, @Nullable String> row = new TreeMap<>();
      JsonReader in = new JsonReader().set(hit.row());
      in.beginObject();
      while (in.nextName()) {
        row.put(in.name(), value(in));
      }
      return row;
    }

    private static @Nullable String value(JsonReader in) {
      return switch (in.peek()) {
        case STRING -> in.readString();
        case NUMBER -> in.readNumber();
        case BOOLEAN -> Boolean.toString(in.readBoolean());
        case NULL -> {
          in.readNull();
          yield null;
        }
        case ARRAY, OBJECT -> throw new AssertionError("no column is one");
      };
    }
  }
}
