package dev.evert.shell.demo;

import dev.evert.shell.TerminalSurroundings;
import dev.evert.shell.console.Ink;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchFactory;
import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchHit.Highlight;
import dev.evert.spi.search.SearchHit.Span;
import dev.evert.spi.search.SearchResult;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Looks into the index that the demo's pipe fills, as any other process can. */
final class DemoIndex {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 5;

  private final StoreUri uri;

  DemoIndex(Path directory) {
    uri = StoreUri.parse("lucene:" + directory);
  }

  /** Finds rows. */
  SearchResult find(String query, int limit) {
    for (SearchFactory factory : ServiceLoader.load(SearchFactory.class)) {
      if (factory.schemes().contains(uri.scheme())) {
        try (Search search = factory.open(uri, new TerminalSurroundings("demo"))) {
          return search.find(query, limit);
        }
      }
    }
    throw new NoClassDefFoundError("the connector for lucene");
  }

  /** Waits until a search finds what is wanted; returns how long that took since a moment. */
  Duration await(String query, long sinceNanos, Predicate<SearchResult> wanted)
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (!found(query, wanted)) {
      if (Narrator.since(sinceNanos).compareTo(PATIENCE) > 0) {
        throw new IllegalStateException("'" + query + "' does not find what it should");
      }
      never.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
    return Narrator.since(sinceNanos);
  }

  private boolean found(String query, Predicate<SearchResult> wanted) {
    try {
      return wanted.test(find(query, 10));
    } catch (EvertException e) {
      // The index is not there yet.
      return false;
    }
  }

  /** A hit's members as text. */
  static Map<String, String> row(SearchHit hit) {
    Map<String, String> row = new LinkedHashMap<>();
    JsonReader in = new JsonReader().set(hit.row());
    in.beginObject();
    while (in.nextName()) {
      String name = in.name();
      switch (in.peek()) {
        case STRING -> row.put(name, in.readString());
        case NUMBER -> row.put(name, in.readNumber());
        case ARRAY, OBJECT, BOOLEAN, NULL -> in.skip();
      }
    }
    return row;
  }

  /** A hit on one line, with what matched emphasized. */
  static String line(SearchHit hit, Ink ink) {
    Map<String, String> row = row(hit);
    String name = row.getOrDefault("product_name", "");
    String shown =
        hit.highlights().stream()
            .filter(highlight -> highlight.column().equals("product_name"))
            .findFirst()
            .map(highlight -> marked(highlight, ink))
            .orElse(name);
    return shown
        + " ".repeat(Math.max(1, 36 - name.length()))
        + row.get("sales")
        + " sales, "
        + row.get("revenue")
        + " in all";
  }

  private static String marked(Highlight highlight, Ink ink) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    List<Span> matches = highlight.matches();
    for (Span match : matches) {
      out.append(highlight.text(), from, match.from());
      out.append(ink.strong("[" + highlight.text().substring(match.from(), match.to()) + "]"));
      from = match.to();
    }
    return out.append(highlight.text().substring(from)).toString();
  }
}
