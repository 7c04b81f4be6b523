package dev.evert.shell.search;

import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchResult;
import dev.evert.spi.text.JsonWriter;
import java.io.PrintWriter;

/**
 * What a search found, as one JSON object on one line.
 *
 * <pre>
 *   {"total": 2, "hits": [{"score": 1.5, "key": "17", "row": {…},
 *     "highlights": [{"column": "title", "text": "Blue jumper", "matches": [[0, 4]]}]}, …]}
 * </pre>
 */
final class JsonResult {
  private JsonResult() {}

  static void print(SearchResult result, PrintWriter out) {
    JsonWriter json = new JsonWriter();
    json.beginObject().name("total").number(result.total()).name("hits").beginArray();
    for (SearchHit hit : result.hits()) {
      json.beginObject().name("score").json(String.valueOf(hit.score()));
      json.name("key").string(hit.key()).name("row").json(hit.row());
      json.name("highlights").beginArray();
      hit.highlights().forEach(highlight -> append(highlight, json));
      json.endArray().endObject();
    }
    json.endArray().endObject();
    out.println(json);
  }

  private static void append(SearchHit.Highlight highlight, JsonWriter json) {
    json.beginObject().name("column").string(highlight.column());
    json.name("text").string(highlight.text()).name("matches").beginArray();
    for (SearchHit.Span span : highlight.matches()) {
      json.beginArray().number(span.from()).number(span.to()).endArray();
    }
    json.endArray().endObject();
  }
}
